/** Files that are written down are found by whom they belong to, where they belong, and by nobody else. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { listedFiles } from "../../../lib/model/files-list.ts";
import type { ChatId, ThreadId, UserId } from "../../../lib/model/ids.ts";
import type { UserFile } from "../../../lib/model/user-file.ts";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { findUserFile } from "../../../lib/store/find-user-file.ts";
import { listUserFiles } from "../../../lib/store/list-user-files.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { noonMs, userFileRow } from "./outbox-rows.ts";

const ada = 42 as UserId;
const group = -100500 as ChatId;
const before = -500 as ChatId;
const thread = "-100500:0:42" as ThreadId;
const oldThread = "-500:0:42" as ThreadId;

let db: MigratedStore;
let rowSeq = 0;
beforeAll(async () => {
  db = await startMigratedStore();
  await write(thread, 10);
  await write(thread, 11, { id: "made:-100500:11", madeBy: "assistant", sentAtMs: noonMs + 5 });
  await write(thread, 12, { isDropped: true });
  await write(oldThread, 13, { id: "user:-500:13:0", chatId: before, sentAtMs: noonMs - 5 });
  await write("-100500:0:43" as ThreadId, 14, { userId: 43 as UserId });
});
afterAll(() => db.postgres.stop());

function write(threadId: ThreadId, messageId: number, changes: Partial<UserFile> = {}) {
  rowSeq += 1;
  const rows = [{ rowSeq, row: userFileRow(messageId, changes) }];
  return applyJobs(db.store, [{ threadId, rows }], () => noonMs);
}

test("a file comes back as it was written", async () => {
  const owner = { userId: ada, chatIds: [group] };
  const found = await findUserFile(db.store, "user:-100500:10:0", owner);
  expect(found).toEqual(userFileRow(10).file);
  expect((await findUserFile(db.store, "made:-100500:11", owner))?.madeBy).toBe("assistant");
});

test.each([
  ["of another person", "user:-100500:10:0", 43 as UserId, [group]],
  ["in another chat of the same person", "user:-100500:10:0", ada, [42 as ChatId]],
  ["that was dropped", "user:-100500:12:0", ada, [group]],
  ["that never was", "user:-100500:99:0", ada, [group]],
  ["of the chat before, by who does not come from there", "user:-500:13:0", ada, [group]],
])("a file %s is not found", async (_case, id, userId, chatIds) => {
  expect(await findUserFile(db.store, id, { userId, chatIds })).toBeNull();
});

test("a thread lists its own, and those of the group it goes on from, the newest first", async () => {
  const { files, olderCount } = await listUserFiles(db.store, {
    userId: ada,
    threadIds: [thread, oldThread],
  });
  expect(files.map(({ id }) => id)).toEqual([
    "made:-100500:11",
    "user:-100500:10:0",
    "user:-500:13:0",
  ]);
  expect(olderCount).toBe(0);
  const chatIds = [group, before];
  expect((await findUserFile(db.store, "user:-500:13:0", { userId: ada, chatIds }))?.chatId).toBe(
    before,
  );
});

test("of many the newest are listed, and the others counted", async () => {
  const many = "7:0:7" as ThreadId;
  for (let at = 0; at < listedFiles + 3; at += 1)
    await write(many, 100 + at, {
      userId: 7 as UserId,
      id: `user:7:${at}:0`,
      sentAtMs: noonMs + at,
    });
  const { files, olderCount } = await listUserFiles(db.store, {
    userId: 7 as UserId,
    threadIds: [many],
  });
  expect(files).toHaveLength(listedFiles);
  expect(files[0]?.id).toBe(`user:7:${listedFiles + 2}:0`);
  expect(olderCount).toBe(3);
});
