/** Redis was away when something was chosen, and comes back with what it knew before: nobody goes on with that. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test } from "vitest";
import { servicesOf } from "../../functions/compose.ts";
import type { Env } from "../../functions/env.ts";
import { flush } from "../../functions/flush.ts";
import type { FlushJob } from "../../lib/model/outbox.ts";
import { type Chat, eventually, openChat } from "./chat.ts";
import { ask, command, inGroup } from "./choices.ts";
import { pause, query, resume } from "./stores.ts";

const bindings = env as unknown as Env;

afterEach(() => resume("redis"));

/** What the thread still keeps of its choices. */
const kept = (chat: Chat) =>
  chat.journal('select row_seq, row from outbox where row like \'%"kind":"settings"%\'');

/** The thread sends again what it still keeps, and an isolate with a closed breaker takes it. */
async function sendAgain(chat: Chat): Promise<void> {
  const rows = (await kept(chat)).map(({ row_seq, row }) => ({
    rowSeq: row_seq,
    row: JSON.parse(String(row)),
  }));
  const job = { version: 1, threadId: chat.threadId, rows } as unknown as FlushJob;
  const message = { id: "1", timestamp: new Date(), attempts: 1, body: job };
  const batch = createMessageBatch("ferry-flush", [message]);
  const ctx = createExecutionContext();
  await flush(batch, { ...bindings }, ctx);
  await getQueueResult(batch, ctx);
}

test("the choice reaches Postgres at once, and the cache when it is back", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  await command(chat, "/model haiku");
  expect((await ask(group, inGroup(chat))).body.model).toBe("claude-haiku-5-5");
  await Promise.all([chat.settled(), group.settled()]);

  await pause("redis");
  await command(chat, "/model opus");
  await eventually(async () => {
    const [row] = await query("select settings from users where id = $1", chat.userId);
    expect(row).toMatchObject({ settings: { model: { value: "claude-opus-5-5" } } });
  });
  expect(await kept(chat)).toHaveLength(1);

  await resume("redis");
  await sendAgain(chat);
  await eventually(async () => expect(await kept(chat)).toEqual([]));
  // As an isolate sees it that has not met the outage.
  const { cache } = servicesOf({ ...bindings });
  const result = await cache.send((commands) => commands.hgetall(`settings:${chat.userId}`));
  const [reply] = result.ok ? result.value : [];
  expect(JSON.stringify(reply)).toContain("claude-opus-5-5");
});
