/** `npm run ledger-check` as an operator or a script sees it. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { settleEntries } from "../../../lib/store/settle-entries.ts";
import { ada, entry } from "../../lib/store/entries.ts";
import { type MigratedStore, startMigratedStore } from "../../lib/store/migrated-store.ts";

const command = fileURLToPath(new URL("../../../functions/cli/ledger-check.ts", import.meta.url));

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
  await settleEntries(db.store, [entry(ada, "a", 100), entry(ada, "b", -30)]);
});
afterAll(() => db.postgres.stop());

function runCheck(databaseUrl = db.postgres.databaseUrl) {
  const { fetchEndpoint: NEON_FETCH_ENDPOINT } = db.postgres;
  const env = { ...process.env, DATABASE_URL: databaseUrl, NEON_FETCH_ENDPOINT };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command], { env }, (_, out, errors) => {
      resolve({ exitCode: child.exitCode, out, errors });
    });
  });
}

test("right books say nothing in a pipe and end with 0", async () => {
  expect(await runCheck()).toEqual({ exitCode: 0, out: "", errors: "" });
});

test("wrong books: who, what and by how much, and exit code 1", async () => {
  await db.run("update users set balance_nano_usd = 71");
  const wrong = await runCheck();
  await db.run("update users set balance_nano_usd = 70");
  expect(wrong).toEqual({
    exitCode: 1,
    out: "user 11: balance is not the sum (balance 71, sum 70)\n",
    errors: "users 1, operations 2: problems 1\n",
  });
});

test("books that cannot be read are not called right, and the password stays unsaid", async () => {
  const wrong = db.postgres.databaseUrl.replace(/:[^:@]+@/, ":wrong-secret@");
  const run = await runCheck(wrong);
  expect(run).toMatchObject({ exitCode: 1, out: "" });
  expect(JSON.stringify(run)).not.toContain("wrong-secret");
});
