/** A conversation whose beginning is older than content is kept: told from where it is whole, and looked for once. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCache } from "../../../lib/cache/redis.ts";
import type { ThreadId, TurnId, UserId } from "../../../lib/model/ids.ts";
import type { Block, StoredMessage } from "../../../lib/model/message.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { asTold } from "../../../lib/turn/as-told.ts";
import { cacheMessages } from "../../../lib/turn/cache-messages.ts";
import { readHistory } from "../../../lib/turn/history.ts";
import { historyQuery } from "../../../lib/turn/history-query.ts";
import { tellable } from "../../../lib/turn/merge-history.ts";
import { noteKept } from "../../../lib/turn/note-kept.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { type MigratedStore, startMigratedStore } from "../store/migrated-store.ts";

let redis: Redis;
let db: MigratedStore;
beforeAll(async () => {
  [redis, db] = await Promise.all([startRedis({ engine: "auto" }), startMigratedStore()]);
});
afterAll(() => Promise.all([redis.stop(), db.postgres.stop()]));

const text = (words: string): Block => ({ type: "text", text: words });
const thinking: Block = { type: "thinking", thinking: "hm", signature: "signed" };
const call: Block = { type: "tool_use", id: "toolu_1", name: "echo", input: {} };
const result: Block = { type: "tool_result", tool_use_id: "toolu_1", content: "done" };

const conversation: readonly (readonly [StoredMessage["role"], readonly Block[]])[] = [
  ["user", [text("one")]],
  ["assistant", [thinking, call]],
  ["user", [result]],
  ["assistant", [thinking, text("answer to one")]],
  ["user", [text("two")]],
  ["assistant", [thinking, text("answer to two")]],
];

function openTalk(chatId: number) {
  const threadId = `${chatId}:0:42` as ThreadId;
  const journal = openNodeJournal();
  const said: string[] = [];
  const log = createLog({ out: (line) => said.push(line), err: (line) => said.push(line) });
  const clock = { now: Date.now, sleep: () => new Promise<void>(() => {}) };
  const cache = openCache({ ...redis, now: Date.now, callTimeoutMs: 5000 });
  const services = { store: db.store, cache, log, clock };
  let lastSeq = 0;
  journal.facts.write({ threadId, epoch: 1, lastSeq });

  return {
    journal,
    said,
    flushAll: () => cache.send((commands) => commands.flushall()),
    /** As the retention of the store does it. */
    async forgetBefore(seq: number) {
      await db.store.db
        .deleteFrom("messages")
        .where("thread_id", "=", threadId)
        .where("seq", "<", seq)
        .execute();
    },
    async add(parts: typeof conversation) {
      const rows = parts.map(([role, blocks], at) => {
        const seq = lastSeq + 1 + at;
        const message = { seq, role, blocks, turnId: "t" as TurnId, createdAtMs: seq };
        const row = { kind: "message", epoch: 1, message, telegramMessageIds: [] } as const;
        return { rowSeq: seq, row };
      });
      lastSeq += parts.length;
      await applyJobs(db.store, [{ threadId, rows }], Date.now);
    },
    /** What Claude is told, and how often Postgres was asked for it. */
    async turn() {
      const asked = { threadId, userId: 42 as UserId, epoch: 1, lastSeq };
      const history = await readHistory(services, historyQuery(journal, asked));
      noteKept(journal, history);
      const told = asTold(tellable(history.messages, history.query), journal.facts.telling(1));
      await cacheMessages(services, history, { messages: [], rows: [], pending: [] });
      return { told: told.map(({ blocks }) => blocks), asked: history.reading.postgresRoundTrips };
    },
  };
}

test("it is told from the first message a person wrote that is still there, without thinking", async () => {
  const talk = openTalk(1);
  await talk.add(conversation);
  await talk.forgetBefore(2);
  const { told } = await talk.turn();
  expect(told).toEqual([[text("two")], [text("answer to two")]]);
});

test("Postgres is asked once more, and from then on it counts as whole", async () => {
  const talk = openTalk(2);
  await talk.add(conversation);
  await talk.forgetBefore(4);
  const first = await talk.turn();
  expect(first.asked).toBeGreaterThan(0);
  expect(await talk.turn()).toEqual({ told: first.told, asked: 0 });
  expect(talk.said.join()).not.toContain("history.incomplete");

  await talk.add([
    ["user", [text("three")]],
    ["assistant", [thinking, text("answer to three")]],
  ]);
  await talk.flushAll();
  const { told } = await talk.turn();
  expect(told).toEqual([...first.told, [text("three")], [thinking, text("answer to three")]]);
  expect((await talk.turn()).asked).toBe(0);
});

test("nothing of it is left: the conversation begins anew, and knows it", async () => {
  const talk = openTalk(3);
  await talk.add(conversation);
  await talk.forgetBefore(99);
  expect(await talk.turn()).toMatchObject({ told: [] });
  await talk.add([["user", [text("hello again")]]]);
  expect((await talk.turn()).told).toEqual([[text("hello again")]]);
});

test("with Postgres away nothing counts as gone: afterwards all of it is told", async () => {
  const talk = openTalk(4);
  await talk.add(conversation);
  await db.postgres.pause();
  try {
    expect((await talk.turn()).told).toEqual([]);
  } finally {
    await db.postgres.resume();
  }
  expect((await talk.turn()).told).toEqual(conversation.map(([, blocks]) => blocks));
});

test("a hole within is no end that was kept: it is looked for again", async () => {
  const talk = openTalk(5);
  await talk.add(conversation);
  await db.store.db
    .deleteFrom("messages")
    .where("thread_id", "=", "5:0:42")
    .where("seq", "=", 3)
    .execute();
  expect((await talk.turn()).told).toEqual([[text("two")], [text("answer to two")]]);
  expect(talk.journal.facts.telling(1).keptFromSeq).toBeUndefined();
  expect(talk.said.join()).toContain("history.incomplete");
});
