import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ChatId, ThreadId, UpdateId } from "../../../lib/model/ids.ts";
import type { ChatStatus } from "../../../lib/model/membership.ts";
import type { OutboxRow } from "../../../lib/model/outbox.ts";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { parseFlushJob } from "../../../lib/store/parse-flush-job.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { chatRow, noonMs, thread } from "./outbox-rows.ts";

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

const chatsOwn = "-100500:0:-100500" as ThreadId;

function statusRow(status: ChatStatus): OutboxRow {
  const chat = { type: "supergroup", title: "Harbour" } as const;
  const chatId = -100500 as ChatId;
  const updateId = 1 as UpdateId;
  return {
    kind: "chat_status",
    membership: { updateId, chatId, chat, status, changedAtMs: noonMs },
  };
}

/** Through the queue's own form, so that what is written is what was read. */
async function flush(threadId: ThreadId, rowSeq: number, row: OutboxRow): Promise<void> {
  const parsed = parseFlushJob({ version: 1, threadId, rows: [{ rowSeq, row }] });
  if (!parsed.ok) throw new Error(parsed.reason);
  await applyJobs(db.store, [{ threadId, rows: [{ rowSeq, row }] }], () => noonMs);
}

const chats = () => db.rows("select title, status from chats");

test("a chat nobody spoke of is active", async () => {
  await flush(thread, 1, chatRow("Harbour"));
  expect(await chats()).toEqual([{ title: "Harbour", status: "active" }]);
});

test("what is heard of a chat is kept, however often and in whatever order it comes", async () => {
  await flush(chatsOwn, 2, statusRow("left"));
  await flush(chatsOwn, 1, statusRow("active"));
  expect(await chats()).toEqual([{ title: "Harbour", status: "left" }]);
  await flush(chatsOwn, 3, statusRow("active"));
  await flush(chatsOwn, 2, statusRow("left"));
  expect(await chats()).toEqual([{ title: "Harbour", status: "active" }]);
});

test("a message seen meanwhile renames the chat and leaves its status alone", async () => {
  await flush(chatsOwn, 1, statusRow("left"));
  await flush(thread, 9, chatRow("New Harbour", noonMs + 1000));
  expect(await chats()).toEqual([{ title: "New Harbour", status: "left" }]);
});
