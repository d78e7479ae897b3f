import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startPostgres } from "../emulators/postgres/start-postgres.ts";

const command = fileURLToPath(new URL("../../functions/cli/migrate.ts", import.meta.url));

type Run = { readonly exitCode: number | null; readonly out: string; readonly errors: string };

function runMigrate(variables: Record<string, string>): Promise<Run> {
  const env = { ...process.env, ...variables };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command], { env }, (_, out, errors) => {
      resolve({ exitCode: child.exitCode, out, errors });
    });
  });
}

test("npm run migrate lists what it applied and ends with 0", async () => {
  const postgres = await startPostgres({ engine: "auto" });
  const { databaseUrl, wsProxy, port } = postgres;
  const run = await runMigrate({ DATABASE_URL: databaseUrl, NEON_WS_PROXY: wsProxy });
  await postgres.stop();
  expect(run).toEqual({
    exitCode: 0,
    out: `Migrating 127.0.0.1:${port}/ferry\n  0001_initial applied\n  0002_money applied\n`,
    errors: "",
  });
});

test.each([
  ["no address", "", "DATABASE_URL is missing: set it, or write it to .dev.vars\n"],
  ["no URL", "a secret-word", "DATABASE_URL is not a postgres:// address\n"],
  ["another database", "mysql://u:secret-word@h/d", "DATABASE_URL is not a postgres:// address\n"],
  [
    "nobody there",
    "postgres://u:secret-word@127.0.0.1:1/d",
    "Migrating: Postgres does not answer\n",
  ],
])("%s: one line that says so without the password, and exit code 1", async (_, url, line) => {
  const run = await runMigrate({ DATABASE_URL: url, NEON_WS_PROXY: "127.0.0.1:1/v2" });
  expect(run).toMatchObject({ exitCode: 1, errors: line });
  expect(run.out).not.toContain("secret-word");
});
