/** Dead letters on their way: through R2 where Postgres is away, and before the eyes of operators only. */
import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { flush } from "../../functions/flush.ts";
import { sweep } from "../../functions/scheduled.ts";
import type { FlushJob } from "../../lib/model/outbox.ts";
import { wordsFor } from "../../lib/words/words.ts";
import { operatorId } from "../support/workers-world.ts";
import { type Chat, enterChat, openChat, sim } from "./chat.ts";
import { command } from "./choices.ts";
import { pause, query, resume } from "./stores.ts";

const bindings = env as unknown as Env;

afterEach(() => resume("postgres"));

async function deliver(body: unknown) {
  const message = { id: "1", timestamp: new Date(), attempts: 1, body: body as FlushJob };
  const batch = createMessageBatch("ferry-flush", [message]);
  const ctx = createExecutionContext();
  await flush(batch, bindings, ctx);
  const { explicitAcks, retryMessages } = await getQueueResult(batch, ctx);
  return explicitAcks.length > 0 && retryMessages.length === 0 ? "acknowledged" : "again";
}

const waiting = async () => (await bindings.FILES.list({ prefix: "dead/" })).objects;

function letterOf(mark: string) {
  return query("select id, reason, replayed_at from dead_letters where job->>'mark' = $1", mark);
}

async function operator(): Promise<Chat> {
  const { chat } = await sim<{ chat: { id: number } }>("telegram", "POST", "/sim/chats", {
    type: "private",
    title: "Operator",
    members: [{ id: operatorId, firstName: "Operator", languageCode: "en" }],
  });
  return enterChat({ chat: { id: chat.id, type: "private" }, userId: operatorId });
}

test("with Postgres away a dead letter waits in R2, and cron carries it over, once", async () => {
  const { tag: mark } = await openChat();
  await pause("postgres");
  expect(await deliver({ mark })).toBe("acknowledged");
  expect(await deliver({ mark })).toBe("acknowledged");
  expect(await waiting()).toHaveLength(1);
  await sweep(createScheduledController(), bindings);
  expect(await waiting(), "Postgres is still away").toHaveLength(1);
  await resume("postgres");
  await sweep(createScheduledController(), bindings);
  expect(await waiting()).toEqual([]);
  expect(await letterOf(mark)).toMatchObject([
    { reason: expect.stringContaining("not a flush job"), replayed_at: null },
  ]);
});

test("a good row is no dead letter because Postgres is away: it comes again", async () => {
  const chat = await openChat();
  const row = {
    kind: "thread",
    chatId: chat.chatId,
    topicId: 0,
    userId: chat.userId,
    epoch: 1,
    lastSeq: 2,
    updatedAtMs: 1,
  };
  const job = { version: 1, threadId: chat.threadId, rows: [{ rowSeq: 1, row }] };
  await pause("postgres");
  expect(await deliver(job)).toBe("again");
  await resume("postgres");
  expect(await deliver(job)).toBe("acknowledged");
  expect(await waiting()).toEqual([]);
  const letters = "select id from dead_letters where job->>'threadId' = $1";
  expect(await query(letters, chat.threadId)).toEqual([]);
});

test("an operator lists and replays them in the chat; for everybody else there is no such command", async () => {
  const [admin, stranger] = [await operator(), await openChat()];
  const row = {
    kind: "thread",
    chatId: stranger.chatId,
    topicId: 0,
    userId: stranger.userId,
    epoch: 1,
    lastSeq: 6,
    updatedAtMs: 1,
  };
  const job = { version: 1, threadId: stranger.threadId, rows: [{ rowSeq: 1, row }] };
  await query(
    `insert into dead_letters (id, received_at, reason, job)
     values (md5($1) || md5($1), to_timestamp(0), 'mended since', $2)`,
    stranger.tag,
    JSON.stringify(job),
  );
  const [letter] = await query(
    "select id from dead_letters where job->>'threadId' = $1",
    stranger.threadId,
  );
  const id = String(letter?.id).slice(0, 12);

  expect(await command(stranger, "/deadletters")).toBe(
    wordsFor("en").unknownCommand("deadletters"),
  );
  expect(await command(admin, "/deadletters")).toMatch(
    new RegExp(`open:\n.*${id}  1970-01-01 00:00  mended since`, "s"),
  );
  expect(await command(admin, `/deadletters replay ${id}`)).toMatch(/^1 replayed, 0 refused/);
  expect(await query("select last_seq from threads where id = $1", stranger.threadId)).toEqual([
    { last_seq: 6 },
  ]);
  expect(await command(admin, `/deadletters replay ${id}`)).toMatch(/^No open dead letter/);
  expect(await command(admin, "/deadletters burn")).toMatch(/^Use:/);
  await pause("postgres");
  expect(await command(admin, "/deadletters")).toMatch(/^Postgres does not answer/);
});
