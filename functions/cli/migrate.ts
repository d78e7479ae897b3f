/** `npm run migrate`: brings the schema of DATABASE_URL up to date. Exit code 1 when it could not. */
import { migrate } from "./run-migrations.ts";
import { readSettings } from "./settings.ts";

const { DATABASE_URL: databaseUrl, NEON_WS_PROXY: wsProxy } = readSettings();

try {
  if (!databaseUrl) throw new Error("DATABASE_URL is missing: set it, or write it to .dev.vars");
  if (!isPostgresUrl(databaseUrl)) throw new Error("DATABASE_URL is not a postgres:// address");
  await migrate({
    databaseUrl,
    ...(wsProxy && { wsProxy }),
    print: (line) => console.log(line),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : "Migrating failed");
  process.exitCode = 1;
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ["postgres:", "postgresql:"].includes(new URL(text).protocol);
}
