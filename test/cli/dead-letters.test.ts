import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buryJob } from "../../lib/store/bury-job.ts";
import { type MigratedStore, startMigratedStore } from "../lib/store/migrated-store.ts";
import { messageRow, noonMs, thread } from "../lib/store/outbox-rows.ts";

const command = fileURLToPath(new URL("../../functions/cli/dead-letters.ts", import.meta.url));

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());

function run(databaseUrl: string, ...args: string[]) {
  const addresses = {
    DATABASE_URL: databaseUrl,
    NEON_FETCH_ENDPOINT: db.postgres.fetchEndpoint,
  };
  const env = { ...process.env, ...addresses };
  return new Promise<{ exitCode: number | null; out: string; errors: string }>((resolve) => {
    const child = execFile(process.execPath, [command, ...args], { env }, (_, out, errors) => {
      resolve({ exitCode: child.exitCode, out, errors });
    });
  });
}

test("an operator lists what could not be stored, replays it, and sees it gone", async () => {
  const url = db.postgres.databaseUrl;
  const rows = [{ rowSeq: 1, row: messageRow(1, "a secret") }];
  const job = { version: 1, threadId: thread, rows };
  await buryJob(db.store, { job, reason: "mended since", now: () => noonMs });

  const listed = await run(url);
  expect(listed).toMatchObject({ exitCode: 0, errors: "" });
  expect(listed.out).toMatch(/^1 open:\n[0-9a-f]{12} {2}2026-11-22 12:00 {2}mended since\n$/);
  expect(await run(url, "replay", "--all")).toMatchObject({
    exitCode: 0,
    out: "1 replayed, 0 refused, 0 still open.\n",
  });
  expect(await db.rows("select seq from messages")).toEqual([{ seq: 1 }]);
  expect((await run(url, "list")).out).toBe("There are no dead letters.\n");
});

test("where Postgres does not answer: one line without the password, and exit code 1", async () => {
  await db.postgres.pause();
  const failed = await run(db.postgres.databaseUrl);
  await db.postgres.resume();
  expect(failed).toMatchObject({ exitCode: 1, out: "" });
  expect(failed.errors).toMatch(/^Postgres is unavailable .*\n$/);
});
