/** Each way the code asks Postgres something, once. A test sees to it that none is missing here. */
import type { ChatId, ThreadId, UserId } from "../../lib/model/ids.ts";
import { applyJobs } from "../../lib/store/apply-jobs.ts";
import { buryJob } from "../../lib/store/bury-job.ts";
import { claimChore, leaveChore } from "../../lib/store/chores.ts";
import {
  findDeadLetters,
  listDeadLetters,
  replayDeadLetters,
} from "../../lib/store/dead-letters.ts";
import { deleteOldContent } from "../../lib/store/delete-old.ts";
import { findUser, readLocale } from "../../lib/store/find-user.ts";
import { findUserFile } from "../../lib/store/find-user-file.ts";
import { listUserFiles } from "../../lib/store/list-user-files.ts";
import type { Store } from "../../lib/store/open-store.ts";
import { readMessages } from "../../lib/store/read-messages.ts";
import { readSettings } from "../../lib/store/read-settings.ts";
import { noonMs, rowOfEachKind } from "../lib/store/outbox-rows.ts";
import { moneyExercises } from "./money-exercises.ts";

export type Exercise = (store: Store) => Promise<unknown>;

const threadId = "42:0:42" as ThreadId;
const userId = 42 as UserId;
const now = () => noonMs;
const rows = Object.values(rowOfEachKind).map((row, index) => ({ rowSeq: index + 1, row }));
const chore = { name: "retention", nowMs: noonMs } as const;
const letter = { version: 1, threadId, rows: rows.slice(0, 1) };

/** By the name of the function in lib/store. */
export const exercises: Readonly<Record<string, Exercise>> = {
  applyJobs: (store) => applyJobs(store, [{ threadId, rows }], now),
  buryJob: (store) => buryJob(store, { job: letter, reason: "r", now }),
  listDeadLetters: (store) => listDeadLetters(store, 10),
  findDeadLetters: (store) => findDeadLetters(store, { beginning: "abcdef01", limit: 10 }),
  replayDeadLetters: async (store) =>
    replayDeadLetters(store, {
      ids: await findDeadLetters(store, { beginning: "", limit: 10 }),
      now,
    }),
  claimChore: (store) => claimChore(store, { ...chore, untilMs: noonMs + 1 }),
  leaveChore: (store) => leaveChore(store, chore),
  deleteOldContent: (store) =>
    deleteOldContent(store, {
      beforeMs: Date.UTC(2026, 0, 1, 1),
      batchRows: 100,
      maxBatches: 1,
    }),
  readMessages: (store) => readMessages(store, { threadId, epoch: 1, fromSeq: 1, toSeq: 10 }),
  findUserFile: (store) => findUserFile(store, "file42.1", { userId, chatIds: [42 as ChatId] }),
  listUserFiles: (store) => listUserFiles(store, { userId, threadIds: [threadId] }),
  ...moneyExercises,
  findUser: async (store) => {
    await findUser(store, { userId });
    await findUser(store, { username: "tide" });
  },
  readLocale: (store) => readLocale(store, userId),
  readSettings: (store) => readSettings(store, userId),
};

/** What is there to read everything: the proof of the books, and the comparison with Telegram's, both for operators. */
export const readsEverything: readonly string[] = ["checkLedger", "readAllPayments"];
