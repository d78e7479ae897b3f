import { afterAll, beforeAll, expect, test } from "vitest";
import type { ThreadId } from "../../../lib/model/ids.ts";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { readMessages } from "../../../lib/store/read-messages.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { messageRow, noonMs, thread } from "./outbox-rows.ts";

let db: MigratedStore;
let requests = 0;

beforeAll(async () => {
  db = await startMigratedStore(() => {
    requests += 1;
  });
  // One by one, so that they do not lie in order on disk; and Postgres shall see that the table is
  // small enough to be read as it lies.
  for (const seq of [5, 3, 1, 4, 2]) {
    const rows = [{ rowSeq: seq, row: messageRow(seq, `text ${seq}`) }];
    await applyJobs(db.store, [{ threadId: thread, rows }], () => noonMs);
  }
  await db.run("analyze messages");
});
afterAll(() => db.postgres.stop());

const range = { threadId: thread, epoch: 1, fromSeq: 2, toSeq: 4 };

test("history comes back in order, with numbers as numbers, in one request", async () => {
  requests = 0;
  const messages = await readMessages(db.store, range);
  expect(messages.map((message) => message.seq)).toEqual([2, 3, 4]);
  expect(messages[0]).toEqual({
    seq: 2,
    role: "assistant",
    blocks: [{ type: "text", text: "text 2" }],
    turnId: "turn-1",
    createdAtMs: noonMs + 2,
  });
  expect(requests).toBe(1);
});

test("another epoch and another thread see none of it", async () => {
  expect(await readMessages(db.store, { ...range, epoch: 2 })).toEqual([]);
  expect(await readMessages(db.store, { ...range, threadId: "1:0:1" as ThreadId })).toEqual([]);
});

test("a block comes back with its keys in the order they came in, so that Claude reads the same words", async () => {
  const input = { zulu: 1, alpha: { y: 2, b: 3 }, bravo: [] };
  const blocks = [{ type: "tool_use", name: "echo", id: "t1", input }];
  const rows = [{ rowSeq: 9, row: messageRow(9, blocks) }];
  await applyJobs(db.store, [{ threadId: thread, rows }], () => noonMs);
  const [message] = await readMessages(db.store, { ...range, fromSeq: 9, toSeq: 9 });
  expect(JSON.stringify(message?.blocks)).toBe(JSON.stringify(blocks));
});

test("Postgres away is an error to retry later that names no secret", async () => {
  await db.postgres.pause();
  const failure = await readMessages(db.store, range).catch((error: unknown) => error);
  await db.postgres.resume();
  expect(failure).toMatchObject({ code: "store_unavailable", retry: { kind: "later" } });
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(
    new URL(db.postgres.databaseUrl).password,
  );
});
