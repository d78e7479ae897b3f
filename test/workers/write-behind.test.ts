/** What was said reaches Postgres by itself: every row, once, whatever the queue does with it. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { log } from "../../functions/compose.ts";
import type { Env } from "../../functions/env.ts";
import { flush } from "../../functions/flush.ts";
import type { FlushJob } from "../../lib/model/outbox.ts";
import { type Chat, eventually, openChat } from "./chat.ts";
import { query } from "./stores.ts";

const bindings = env as unknown as Env;

/** Hands jobs to the consumer as the queue would; gives the ids it acknowledged and those it wants again. */
async function deliver(bodies: readonly unknown[], queue = "ferry-flush") {
  const messages = bodies.map((body, index) => ({
    id: String(index),
    timestamp: new Date(),
    attempts: 1,
    body: body as FlushJob,
  }));
  const batch = createMessageBatch(queue, messages);
  const ctx = createExecutionContext();
  await flush(batch, bindings, ctx);
  const { explicitAcks, retryMessages } = await getQueueResult(batch, ctx);
  return { acked: explicitAcks, again: retryMessages.map(({ msgId }) => msgId) };
}

function threadRow(chat: Chat, lastSeq: number) {
  const address = { chatId: chat.chatId, topicId: 0, userId: chat.userId };
  return { kind: "thread", ...address, epoch: 1, lastSeq, updatedAtMs: Date.now() };
}

function threadJob(chat: Chat, rowSeq: number, lastSeq: number, more: readonly unknown[] = []) {
  const row = threadRow(chat, lastSeq);
  return { version: 1, threadId: chat.threadId, rows: [{ rowSeq, row }, ...more] };
}

/** From now on the queue takes the jobs of this thread, and never says so. */
function hangQueue(chat: Chat) {
  const send = bindings.FLUSH.send.bind(bindings.FLUSH);
  let count = 0;
  const spy = vi.spyOn(bindings.FLUSH, "send").mockImplementation((job) => {
    if (job.threadId !== chat.threadId) return send(job);
    count += 1;
    return new Promise(() => {});
  });
  return { count: () => count, release: () => spy.mockRestore() };
}

async function lastSeqs(...chats: Chat[]): Promise<unknown[]> {
  const ids = chats.map(({ threadId }) => threadId);
  const rows = await query("select id, last_seq from threads where id = any($1)", ids);
  return ids.map((id) => rows.find((row) => row.id === id)?.last_seq ?? null);
}

test.concurrent("a conversation of one turn stands in Postgres: who, where, what, when, how much", async () => {
  const chat = await openChat({ languageCode: "ru" });
  await chat.script([
    { type: "thinking", thinking: "hm" },
    { type: "text", text: "the answer" },
  ]);
  await chat.say(`${chat.tag} one`);
  await chat.say(`${chat.tag} two`);
  await chat.answered(1);
  await chat.settled();

  expect(await query("select first_name, locale from users where id = $1", chat.userId)).toEqual([
    { first_name: "Ada", locale: "ru" },
  ]);
  expect(await query("select type from chats where id = $1", chat.chatId)).toEqual([
    { type: "private" },
  ]);
  expect(await query("select epoch, last_seq from threads where id = $1", chat.threadId)).toEqual([
    { epoch: 1, last_seq: 2 },
  ]);
  const messages = await query(
    "select seq, role, blocks, turn_id from messages where thread_id = $1 order by seq",
    chat.threadId,
  );
  expect(messages).toMatchObject([
    {
      seq: 1,
      role: "user",
      blocks: [
        { text: `${chat.tag} one` },
        { text: `${chat.tag} two` },
        { text: expect.stringMatching(/^\[It is/) },
      ],
    },
    { seq: 2, role: "assistant", blocks: [{ type: "thinking" }, { text: "the answer" }] },
  ]);
  const [turn, ...others] = await query("select * from turns where thread_id = $1", chat.threadId);
  expect(others).toEqual([]);
  expect(turn).toMatchObject({
    id: messages[0]?.turn_id,
    outcome: "answered",
    attempt: 1,
    inbound_count: 2,
    redis_round_trips: 1,
    postgres_round_trips: 1,
    steps: [{ step: 1, attempt: 1, partial: false, usage: { webSearches: 0 } }],
  });
  const [input, output] = [Number(turn?.input_tokens), Number(turn?.output_tokens)];
  expect(output).toBeGreaterThan(0);
  expect(turn?.steps).toMatchObject([{ usage: { inputTokens: input, outputTokens: output } }]);
  const columns = ["opened_at", "sealed_at", "claude_started_at", "answered_at", "delivered_at"];
  const times = columns.map((column) => Number(turn?.[column]));
  expect(times.every(Number.isFinite)).toBe(true);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(
    await query("select seq, turn_id from sent_messages where chat_id = $1", chat.chatId),
  ).toEqual([{ seq: 2, turn_id: turn?.id }]);
});

test.concurrent("a job delivered twice, at once and out of order leaves the newest state, once", async () => {
  const chat = await openChat();
  const older = threadJob(chat, 1, 2);
  const newer = threadJob(chat, 2, 4);
  expect(await deliver([newer])).toEqual({ acked: ["0"], again: [] });
  await Promise.all([deliver([older, newer]), deliver([newer, older]), deliver([older, older])]);
  expect(await lastSeqs(chat)).toEqual([4]);
});

test.concurrent("a message that is no job ends as a dead letter with its reason; its neighbours are stored", async () => {
  const [before, after] = [await openChat(), await openChat()];
  const garbage = { hello: "world", mark: before.tag };
  const { acked } = await deliver([threadJob(before, 1, 2), garbage, threadJob(after, 1, 2)]);
  expect([...acked].sort()).toEqual(["0", "1", "2"]);
  expect(await lastSeqs(before, after)).toEqual([2, 2]);
  const letters = await query(
    "select reason from dead_letters where job->>'mark' = $1",
    before.tag,
  );
  expect(letters).toMatchObject([{ reason: expect.stringContaining("not a flush job") }]);
});

test.concurrent("a job of a version not known yet is kept aside and not confirmed, so that it comes again", async () => {
  const chat = await openChat();
  const job = { ...threadJob(chat, 1, 2), version: 99 };
  await deliver([job]);
  await deliver([job]);
  expect(await lastSeqs(chat)).toEqual([null]);
  const letters = "select reason from dead_letters where job->>'threadId' = $1";
  expect(await query(letters, chat.threadId)).toHaveLength(1);
});

const badMessage = { seq: 1, role: "user", blocks: [], turnId: "t", createdAtMs: 1 };
const badRow = { kind: "message", epoch: 3e9, message: badMessage, telegramMessageIds: [] };

test.concurrent.for([
  ["unreadable", { rowSeq: 2, row: { ...badRow, epoch: -1 } }],
  ["refused by Postgres", { rowSeq: 2, row: badRow }],
] as const)("one row that is %s does not take the others of its job with it", async ([, bad]) => {
  const chat = await openChat();
  const [other] = threadJob(chat, 3, 6).rows;
  expect(await deliver([threadJob(chat, 1, 2, [bad, other])])).toEqual({
    acked: ["0"],
    again: [],
  });
  expect(await lastSeqs(chat)).toEqual([6]);
  const letters = await query(
    "select job->'rows'->0->>'rowSeq' as seq from dead_letters where job->>'threadId' = $1",
    chat.threadId,
  );
  expect(letters).toEqual([{ seq: "2" }]);
});

test.concurrent("what the queue gave up on while Postgres was away is no dead letter: it is stored", async () => {
  const chat = await openChat();
  expect(await deliver([threadJob(chat, 1, 2)], "ferry-flush-dead")).toEqual({
    acked: ["0"],
    again: [],
  });
  expect(await lastSeqs(chat)).toEqual([2]);
  const letters = "select reason from dead_letters where job->>'threadId' = $1";
  expect(await query(letters, chat.threadId)).toEqual([]);
});

test.concurrent("a queue that hangs holds up nobody, and gets its job when it is back", async () => {
  const chat = await openChat();
  const warn = vi.spyOn(log, "warn");
  const failures = () => warn.mock.calls.filter(([event]) => event === "relay.failed");
  const hanging = hangQueue(chat);
  await chat.say(`${chat.tag} one`);
  await chat.answered(1);
  await eventually(async () => expect(hanging.count()).toBe(1));
  await chat.say(`${chat.tag} two`);
  await chat.answered(2);
  expect(failures(), "the job of the first turn hangs no more").toEqual([]);
  hanging.release();
  await chat.settled();
  expect(await lastSeqs(chat)).toEqual([4]);
});

test.concurrent("a job the queue has lost is sent again, and its row arrives", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  await chat.settled();
  const lost = JSON.stringify(threadRow(chat, 77));
  await chat.journal(`insert into outbox (row, sent_at) values ('${lost}', ${Date.now()})`);
  await chat.journal(
    `insert into deadlines (name, at) values ('relay', ${Date.now() + 1500})
     on conflict (name) do update set at = excluded.at`,
  );
  // The thread had told the queue, and then died: its alarm is all that is left.
  await chat.setAlarm(Date.now() + 1500);
  await eventually(async () => expect(await lastSeqs(chat)).toEqual([77]));
  await chat.settled();
});
