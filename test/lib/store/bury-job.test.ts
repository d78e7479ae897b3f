import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buryJob } from "../../../lib/store/bury-job.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { noonMs } from "./outbox-rows.ts";

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

const now = () => noonMs;

test.each([
  [
    { version: 99, rows: "none" },
    { version: 99, rows: "none" },
  ],
  ["a\u0000b \ud800", "ab \ufffd"],
  [null, null],
  [undefined, null],
  [
    [1, "two"],
    [1, "two"],
  ],
])("an unreadable queue message %j is kept for looking at it", async (job, kept) => {
  await buryJob(db.store, { job, reason: "not a flush job\u0000", now });
  expect(await db.rows("select reason, job from dead_letters")).toEqual([
    { reason: "not a flush job", job: kept },
  ]);
});

test("a letter that was replayed and failed again is open again", async () => {
  const job = { threadId: "1:0:1" };
  await buryJob(db.store, { job, reason: "first", now });
  await db.run("update dead_letters set replayed_at = now()");
  await buryJob(db.store, { job, reason: "second", now });
  expect(await db.rows("select reason, replayed_at from dead_letters")).toEqual([
    { reason: "second", replayed_at: null },
  ]);
});

test("with Postgres away the letter is not lost silently: the caller hears of it", async () => {
  await db.postgres.pause();
  await expect(buryJob(db.store, { job: {}, reason: "x", now })).rejects.toMatchObject({
    code: "store_unavailable",
  });
  await db.postgres.resume();
});
