/** Postgres or Redis or both go away: the talk goes on, and afterwards nothing is missing. */
import { env } from "cloudflare:workers";
import { afterEach, expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { cacheKey } from "../../lib/cache/keys.ts";
import type { ThreadId } from "../../lib/model/ids.ts";
import { type Chat, eventually, openChat, release } from "./chat.ts";
import { ask, believeNothingChosen, command, inGroup } from "./choices.ts";
import { menus } from "./menus.ts";
import { pause, postgresRequests, query, redis, resume, suspend, wake } from "./stores.ts";

const bindings = env as unknown as Env;

afterEach(async () => {
  await Promise.all([resume("postgres"), resume("redis"), wake()]);
});

/** Says it and waits for the answer; gives the texts Claude was sent, oldest first. */
async function talk(chat: Chat, text: string): Promise<(string | undefined)[]> {
  const before = (await chat.answers()).length;
  await chat.script([
    { type: "thinking", thinking: `thinking about ${text}` },
    { type: "text", text: `answer to ${text}` },
  ]);
  await chat.say(`${chat.tag} ${text}`);
  expect((await chat.answered(before + 1)).at(-1)).toBe(`answer to ${text}`);
  const messages = (await chat.requests()).at(-1)?.body.messages ?? [];
  return messages.flatMap(({ content }) =>
    content.filter(({ type }) => type === "text").map((block) => block.text),
  );
}

function said(chat: Chat, ...texts: string[]): string[] {
  const whole = texts.flatMap((text) => [`${chat.tag} ${text}`, `answer to ${text}`]);
  return whole.slice(0, -1);
}

async function storedSeqs(chat: Chat): Promise<unknown[]> {
  const rows = await query(
    "select seq from messages where thread_id = $1 order by seq",
    chat.threadId,
  );
  return rows.map(({ seq }) => seq);
}

test("Redis has forgotten everything: the history comes from Postgres", async () => {
  const chat = await openChat();
  await talk(chat, "one");
  await chat.settled();
  await redis("DEL", cacheKey.messages(chat.threadId as ThreadId, 1));
  expect(await talk(chat, "two")).toEqual(said(chat, "one", "two"));
  await redis("SET", cacheKey.messages(chat.threadId as ThreadId, 1), "garbage");
  expect(await talk(chat, "three")).toEqual(said(chat, "one", "two", "three"));
});

test("Postgres is away: the talk goes on with all it knows, and every row arrives afterwards", async () => {
  const chat = await openChat();
  await talk(chat, "one");
  await chat.settled();
  await pause("postgres");
  expect(await talk(chat, "two")).toEqual(said(chat, "one", "two"));
  expect(await talk(chat, "three")).toEqual(said(chat, "one", "two", "three"));
  expect(await chat.journal("select row_seq from outbox")).not.toEqual([]);
  await resume("postgres");
  await chat.settled();
  expect(await storedSeqs(chat)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("F60 Postgres wakes up slowly: a thread that is known does not wait for it, one that is not waits and knows all", async () => {
  const chat = await openChat();
  await talk(chat, "one");
  await chat.settled();
  await suspend();
  expect(await talk(chat, "two")).toEqual(said(chat, "one", "two"));
  await wake();
  await chat.settled();

  await redis("DEL", cacheKey.messages(chat.threadId as ThreadId, 1));
  await suspend();
  const before = await postgresRequests();
  const told = talk(chat, "three");
  await eventually(async () => expect(await postgresRequests()).toBeGreaterThan(before));
  expect(await chat.answers()).toHaveLength(2);
  await wake();
  expect(await told).toEqual(said(chat, "one", "two", "three"));
  await chat.settled();
  expect(await storedSeqs(chat)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("S59 who replies before anything is written down is understood: the answer just given is known", async () => {
  const chat = await openChat();
  await talk(chat, "one");
  await chat.settled();
  await pause("postgres");
  await talk(chat, "two");
  await redis("DEL", cacheKey.messages(chat.threadId as ThreadId, 1));
  expect((await talk(chat, "three")).slice(-3)).toEqual(said(chat, "two", "three"));
});

// Before any test takes Redis away: afterwards it is left alone for half a minute.
test("Postgres is away: what is chosen here holds at once in the person's other chats", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  await ask(group, inGroup(chat));
  await pause("postgres");
  await command(chat, "/model haiku");
  expect((await ask(group, inGroup(chat))).body.model).toBe("claude-haiku-5-5");
});

test("a cache that was away when it was chosen learns it once Postgres has it", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  await pause("postgres");
  await command(chat, "/model opus");
  await believeNothingChosen(chat);
  await resume("postgres");
  await chat.settled();
  expect((await ask(group, inGroup(chat))).body.model).toBe("claude-opus-5-5");
});

test("Redis is away: answers come, and still know what was said", async () => {
  const chat = await openChat();
  await talk(chat, "one");
  await chat.settled();
  await pause("redis");
  expect(await talk(chat, "two")).toEqual(said(chat, "one", "two"));
  expect(await talk(chat, "three")).toEqual(said(chat, "one", "two", "three"));
});

test("both are away: the talk goes on with what the journal holds, and is whole again afterwards", async () => {
  const chat = await openChat();
  await talk(chat, "one");
  await chat.settled();
  await Promise.all([pause("postgres"), pause("redis")]);
  expect(await talk(chat, "two")).toEqual(said(chat, "two"));
  expect(await talk(chat, "three")).toEqual(said(chat, "two", "three"));
  await Promise.all([resume("postgres"), resume("redis")]);
  await chat.settled();
  expect(await storedSeqs(chat)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await talk(chat, "four")).toEqual(said(chat, "one", "two", "three", "four"));
  await eventually(async () => expect((await chat.requests()).at(-1)?.status).toBe(200));
});

test("what is too large for the queue waits in R2 until Postgres has it, and leaves nothing there", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "hold", name: chat.tag },
    { type: "text", text: "first" },
  ]);
  await chat.say(`${chat.tag} I will tell you everything`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  const told = Array.from({ length: 15 }, (_, index) => `${index} ${"слово ".repeat(680)}`);
  for (const text of told) await chat.say(text);
  await pause("postgres");
  await release(chat.tag);
  await chat.answered(2);
  const key = `outbox/${chat.batcher().id}/`;
  const spilled = async () => (await bindings.FILES.list({ prefix: key })).objects;
  const [object] = await eventually(async () => {
    const objects = await spilled();
    expect(objects).toHaveLength(1);
    return objects;
  });
  expect(object?.size).toBeGreaterThan(100_000);
  await resume("postgres");
  await chat.settled();
  await eventually(async () => expect(await spilled()).toEqual([]));
  const stored = await query(
    "select blocks from messages where thread_id = $1 and seq = 3",
    chat.threadId,
  );
  expect(stored).toEqual([{ blocks: told.map((text) => ({ type: "text", text })) }]);
});

test("both are away: a thread knows its own choice, another begins without, and both answer", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  await Promise.all([pause("postgres"), pause("redis")]);
  await command(chat, "/model opus");
  expect((await ask(chat)).body.model).toBe("claude-opus-5-5");
  expect((await ask(group, inGroup(chat))).body.model).toBe("claude-sonnet-5-5");
  expect(await command(chat, "/model")).toContain("Claude Opus 5.5");
  expect((await menus(chat))[0]?.buttons).toContain("✓ Claude Opus 5.5");
  await Promise.all([resume("postgres"), resume("redis")]);
  await eventually(async () => {
    const [row] = await query("select settings from users where id = $1", chat.userId);
    expect(row).toMatchObject({ settings: { model: { value: "claude-opus-5-5" } } });
  });
});
