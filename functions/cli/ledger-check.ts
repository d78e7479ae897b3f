/**
 * `npm run ledger-check`: proves the books of DATABASE_URL, user by user. Exit code 1 where they are wrong or
 * could not be read. Right books are a line on a terminal, and nothing in a pipe.
 */
import { checkLedger } from "../../lib/store/check-ledger.ts";
import { openStore } from "../../lib/store/open-store.ts";
import { readSettings } from "./settings.ts";

const limit = 1000;
const { DATABASE_URL: databaseUrl, NEON_FETCH_ENDPOINT: fetchEndpoint } = readSettings();

try {
  if (!databaseUrl) throw new Error("DATABASE_URL is missing: set it, or write it to .dev.vars");
  const store = openStore({ databaseUrl, ...(fetchEndpoint && { fetchEndpoint }) });
  const { users, operations, problems } = await checkLedger(store, { sinceMs: null, limit });
  for (const { userId, reason, detail } of problems)
    console.log(`user ${userId}: ${reason.replaceAll("_", " ")} (${detail})`);
  const looked = `users ${users}, operations ${operations}`;
  if (problems.length === limit) console.error(`${looked}; only the first ${limit} are listed`);
  else if (problems.length > 0) console.error(`${looked}: problems ${problems.length}`);
  else if (process.stdout.isTTY) console.log(`${looked}: the books are right`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : "Checking the ledger failed");
  process.exitCode = 1;
}
