/** `npm run dead-letters -- [list | replay ID | replay --all]`, on the database of DATABASE_URL. */
import { answerDeadLetters } from "../../lib/commands/dead-letters.ts";
import { openStore } from "../../lib/store/open-store.ts";
import { readSettings } from "./settings.ts";

const { DATABASE_URL: databaseUrl, NEON_FETCH_ENDPOINT: fetchEndpoint } = readSettings();

try {
  if (!databaseUrl) throw new Error("DATABASE_URL is missing: set it, or write it to .dev.vars");
  const store = openStore({ databaseUrl, ...(fetchEndpoint && { fetchEndpoint }) });
  const services = { store, now: Date.now };
  const args = process.argv.slice(2).join(" ");
  console.log(await answerDeadLetters({ services, args, atMost: 10_000 }));
} catch (error) {
  console.error(error instanceof Error ? error.message : "Reading dead letters failed");
  process.exitCode = 1;
}
