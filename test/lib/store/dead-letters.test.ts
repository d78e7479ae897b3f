/** Dead letters: listed without what people wrote, replayed as often as one likes. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { buryJob } from "../../../lib/store/bury-job.ts";
import {
  findDeadLetters,
  listDeadLetters,
  replayDeadLetters,
} from "../../../lib/store/dead-letters.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { messageRow, noonMs, thread, threadRow } from "./outbox-rows.ts";

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

const now = () => noonMs;

const job = (rowSeq: number, row: unknown) => ({
  version: 1,
  threadId: thread,
  rows: [{ rowSeq, row }],
});

async function bury(body: unknown, reason: string, atMs = noonMs): Promise<void> {
  await buryJob(db.store, { job: body, reason, now: () => atMs });
}

const all = () => findDeadLetters(db.store, { beginning: "", limit: 100 });
const replayAll = async () => replayDeadLetters(db.store, { ids: await all(), now });

test("they are listed oldest first with their reasons, and without what they hold", async () => {
  await bury(job(2, messageRow(2, "my secret")), "second", noonMs + 1000);
  await bury({ hello: "world" }, "first");
  await bury(job(3, messageRow(3)), "third", noonMs + 2000);
  const listed = await listDeadLetters(db.store, 2);
  expect(listed).toEqual({
    open: 3,
    oldest: [
      { id: expect.stringMatching(/^[0-9a-f]{64}$/), receivedAtMs: noonMs, reason: "first" },
      { id: expect.any(String), receivedAtMs: noonMs + 1000, reason: "second" },
    ],
  });
  expect(JSON.stringify(listed)).not.toContain("my secret");
});

test("replayed, a row is in its table, once, and its letter is closed; again, nothing changes", async () => {
  await bury(job(1, messageRow(1, "hello")), "mended since");
  const ids = await all();
  const twice = [...ids, ...ids];
  const outcomes = await replayDeadLetters(db.store, { ids: twice, now });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["replayed", "unknown"]);
  expect(await db.rows("select seq, blocks from messages")).toEqual([
    { seq: 1, blocks: [{ type: "text", text: "hello" }] },
  ]);
  expect(await listDeadLetters(db.store, 5)).toEqual({ open: 0, oldest: [] });
});

test("two operators who replay everything at once leave the same tables", async () => {
  for (let seq = 1; seq <= 20; seq += 1) await bury(job(seq, messageRow(seq)), "mended since");
  await Promise.all([replayAll(), replayAll()]);
  expect(await db.rows("select count(*)::int as n from messages")).toEqual([{ n: 20 }]);
  expect((await listDeadLetters(db.store, 0)).open).toBe(0);
});

test("a letter that is older than what stands there does not undo it", async () => {
  await bury(job(3, threadRow(3)), "late");
  await applyJobs(db.store, [{ threadId: thread, rows: [{ rowSeq: 5, row: threadRow(9) }] }], now);
  expect((await replayAll()).map(({ outcome }) => outcome)).toEqual(["replayed"]);
  expect(await db.rows("select last_seq from threads")).toEqual([{ last_seq: 9 }]);
});

test("what is refused again stays open with its newest reason; what is no job is never applied", async () => {
  await bury(job(1, threadRow(1, 2 ** 40)), "first reason");
  await bury({ update_id: 7 }, "a day too late");
  const outcomes = await replayAll();
  expect(outcomes).toEqual(
    expect.arrayContaining([
      { id: expect.any(String), outcome: "refused", reason: expect.stringContaining("22003") },
      {
        id: expect.any(String),
        outcome: "refused",
        reason: expect.stringContaining("not a flush job"),
      },
    ]),
  );
  const { open, oldest } = await listDeadLetters(db.store, 5);
  expect(open).toBe(2);
  expect(oldest.map(({ reason }) => reason)).toContainEqual(expect.stringContaining("22003"));
});

test("of a job of many rows the good ones are stored, and the bad one becomes a letter of its own", async () => {
  const rows = [messageRow(1), threadRow(1, 2 ** 40), messageRow(2)];
  const numbered = rows.map((row, index) => ({ rowSeq: index + 1, row }));
  await bury({ version: 1, threadId: thread, rows: numbered }, "retries exhausted");
  expect((await replayAll()).map(({ outcome }) => outcome)).toEqual(["replayed"]);
  expect(await db.rows("select seq from messages order by seq")).toEqual([{ seq: 1 }, { seq: 2 }]);
  const { open, oldest } = await listDeadLetters(db.store, 5);
  expect([open, oldest[0]?.reason]).toEqual([1, expect.stringContaining("22003")]);
});

test("one letter is found by the beginning of its id", async () => {
  await bury({ one: 1 }, "one");
  await bury({ two: 2 }, "two");
  const [first = ""] = await all();
  const found = await findDeadLetters(db.store, { beginning: first.slice(0, 12), limit: 10 });
  expect(found).toEqual([first]);
  expect(await findDeadLetters(db.store, { beginning: "%", limit: 10 })).toEqual([]);
});
