/** How fast waiting rows get into Postgres: 10 000 of them, in batches as the queue hands them over. */
import type { ChatId, MessageId, ThreadId, TopicId, TurnId, UserId } from "../../lib/model/ids.ts";
import type { OutboxRow } from "../../lib/model/outbox.ts";
import { applyJobs, type InlineJob } from "../../lib/store/apply-jobs.ts";
import { openStore } from "../../lib/store/open-store.ts";
import { statementsFor } from "../../lib/store/write/statements.ts";
import type { Bench } from "./bench.ts";

const rowsInAll = 10_000;
/** A turn's: two messages, what was sent, user, chat and thread. */
const rowsPerJob = 6;
const jobsPerBatch = 100;
const textBytes = 500;

export const flush: Bench = {
  name: "flush",
  purpose: "how fast 10 000 rows that waited for Postgres get there",
  async run({ stack }) {
    const store = openStore(stack.postgres);
    const rates: number[] = [];
    const statements: number[] = [];
    const took: number[] = [];
    const jobs = Array.from({ length: Math.ceil(rowsInAll / rowsPerJob) }, (_, turn) => job(turn));
    for (let start = 0; start < jobs.length; start += jobsPerBatch) {
      const batch = jobs.slice(start, start + jobsPerBatch);
      const placed = batch.flatMap(({ threadId, rows }) =>
        rows.map((row) => ({ threadId, ...row })),
      );
      statements.push(statementsFor(store.db, placed).length);
      const beganMs = performance.now();
      const { appliedRows, buried } = await applyJobs(store, batch, Date.now);
      if (buried.length > 0) throw new Error("Postgres refused a good row");
      took.push(performance.now() - beganMs);
      rates.push(appliedRows / ((took.at(-1) ?? 0) / 1000));
    }
    return [
      { what: "rows a second", unit: "rows/s", samples: rates, limits: [] },
      { what: "one batch of 100 turns", unit: "ms", samples: took, limits: [] },
      {
        what: "statements of a batch",
        unit: "statements",
        samples: statements,
        limits: [{ statistic: "max", atMost: 5 }],
      },
    ];
  },
};

/** Fifty threads that speak by turns. */
function job(turn: number): InlineJob {
  const thread = 9_000_000 + (turn % 50);
  const rowSeq = Math.floor(turn / 50) * rowsPerJob + 1;
  const rows = rowsOf(thread, Math.floor(turn / 50) * 2 + 1);
  const threadId = `${thread}:0:${thread}` as ThreadId;
  return { threadId, rows: rows.map((row, index) => ({ rowSeq: rowSeq + index, row })) };
}

function rowsOf(id: number, seq: number): OutboxRow[] {
  const [userId, chatId, atMs] = [id as UserId, id as ChatId, Date.now()];
  const turnId = `bench-${id}-${seq}` as TurnId;
  const message = (role: "user" | "assistant", at: number): OutboxRow => ({
    kind: "message",
    epoch: 1,
    message: {
      seq: at,
      role,
      blocks: [{ type: "text", text: "x".repeat(textBytes) }],
      turnId,
      createdAtMs: atMs,
    },
    telegramMessageIds: [],
  });
  const topicId = 0 as TopicId;
  const thread = { chatId, topicId, userId, epoch: 1, lastSeq: seq + 1, updatedAtMs: atMs };
  return [
    { kind: "user", user: { id: userId, firstName: "Ada" }, seenAtMs: atMs },
    { kind: "chat", chatId, chat: { type: "private" }, seenAtMs: atMs },
    message("user", seq),
    message("assistant", seq + 1),
    {
      kind: "sent_message",
      chatId,
      messageId: seq as MessageId,
      epoch: 1,
      seq,
      turnId,
      sentAtMs: atMs,
    },
    { kind: "thread", ...thread },
  ];
}
