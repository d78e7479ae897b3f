/** A group becomes a supergroup: the talk of each of its people goes on there, once. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { cacheKey } from "../../lib/cache/keys.ts";
import type { ThreadId } from "../../lib/model/ids.ts";
import { type Chat, enterChat, post } from "./chat.ts";
import { beginAnew, heard, migrate, moved, openGroup, talk } from "./moving-group.ts";
import { query, redis } from "./stores.ts";

const stored = (chat: Chat) =>
  query(
    "select epoch, seq, role from messages where thread_id = $1 order by epoch, seq",
    chat.threadId,
  );

test.concurrent("what was said in the group is known in the supergroup, and the talk goes on from there", async () => {
  const old = await openGroup();
  await talk(old, "the boat is red");
  const now = await moved(old);
  await talk(now, "which colour?");
  expect(await heard(now)).toEqual([
    "the boat is red",
    "answer to the boat is red",
    "which colour?",
  ]);
  await talk(now, "and the sail?");
  expect((await heard(now)).slice(2)).toEqual([
    "which colour?",
    "answer to which colour?",
    "and the sail?",
  ]);
  await now.settled();
  const roles = ["user", "assistant", "user", "assistant", "user", "assistant"];
  expect(await stored(now)).toEqual(
    roles.map((role, index) => ({ epoch: 1, seq: index + 1, role })),
  );
  const [thread] = await query(
    "select topic_id, last_seq from threads where id = $1",
    now.threadId,
  );
  expect(thread).toMatchObject({ last_seq: 6 });
  expect((await now.requests()).every(({ status }) => status === 200)).toBe(true);
});

test.concurrent("what Redis has forgotten comes along from Postgres, and only the talk begun last", async () => {
  const old = await openGroup();
  await talk(old, "forget this");
  await beginAnew(old);
  await talk(old, "keep this");
  await old.settled();
  await redis("DEL", cacheKey.messages(old.threadId as ThreadId, 2));
  const now = await moved(old);
  await talk(now, "and now?");
  expect(await heard(now)).toEqual(["keep this", "answer to keep this", "and now?"]);
  await now.settled();
  expect((await stored(now)).map(({ epoch, seq }) => [epoch, seq])).toEqual([
    [2, 1],
    [2, 2],
    [2, 3],
    [2, 4],
  ]);
});

test.concurrent("each person of the group goes on with their own talk", async () => {
  const ada = await openGroup();
  const boris = await enterChat({
    chat: { id: ada.chatId, type: "group" },
    userId: ada.userId + 1e10,
  });
  await talk(ada, "I like herring");
  await talk(boris, "I like cod");
  const adaNow = await moved(ada);
  const borisNow = await enterChat({
    chat: { id: adaNow.chatId, type: "supergroup" },
    userId: boris.userId,
  });
  await talk(borisNow, "what do I like?");
  expect(await heard(borisNow)).toEqual(["I like cod", "answer to I like cod", "what do I like?"]);
  await talk(adaNow, "and I?");
  expect(await heard(adaNow)).toEqual(["I like herring", "answer to I like herring", "and I?"]);
});

test.concurrent("a topic of the supergroup begins with nothing, and takes nothing from its General", async () => {
  const old = await openGroup();
  await talk(old, "one");
  const now = await moved(old);
  // The stand-in has no such topic: the answer goes to the chat, its thread stays the topic's.
  await talk(now, "elsewhere", { message_thread_id: 7, is_topic_message: true });
  expect(await heard(now)).toEqual(["elsewhere"]);
  await talk(now, "two");
  expect(await heard(now)).toEqual(["one", "answer to one", "two"]);
});

test.concurrent("who begins anew in the supergroup takes nothing along", async () => {
  const old = await openGroup();
  await talk(old, "one");
  const now = await moved(old);
  await beginAnew(now);
  await talk(now, "two");
  expect(await heard(now)).toEqual(["two"]);
});

type Move = Awaited<ReturnType<typeof migrate>>;

test.concurrent.each<[string, (move: Move) => unknown[]]>([
  ["the new chat first", ({ left, arrived }) => [arrived, left]],
  ["the old chat alone", ({ left }) => [left]],
  ["the new chat alone", ({ arrived }) => [arrived]],
  ["both, again and again", ({ left, arrived }) => [left, arrived, left, arrived]],
])("it is followed where %s says so", async (_which, words) => {
  const old = await openGroup();
  await talk(old, "one");
  const move = await migrate(old);
  for (const word of words(move)) expect((await post(word)).status).toBe(200);
  await talk(move.now, "two");
  for (const word of words(move)) expect((await post(word)).status).toBe(200);
  await talk(move.now, "three");
  expect(await heard(move.now)).toEqual(["one", "answer to one", "two", "answer to two", "three"]);
});

test.concurrent("where the word of it cannot be stored, it is brought in before the first message", async () => {
  const old = await openGroup();
  await talk(old, "one");
  const { now, arrived } = await migrate(old);
  const { BATCHER } = env as unknown as Env;
  const chatItself = BATCHER.get(BATCHER.idFromName(`${now.chatId}:0:${now.chatId}`));
  const alter = (statement: string) =>
    runInDurableObject(chatItself, (_batcher, state) => {
      state.storage.sql.exec(statement);
    });
  await alter(
    `create trigger refusal before insert on facts when new.name = 'migratedFrom'
     begin select raise(fail, 'no room'); end`,
  );
  const statuses = [];
  for (let tries = 0; tries < 4; tries += 1) statuses.push((await post(arrived)).status);
  expect(statuses).toEqual([503, 503, 503, 200]);
  await alter("drop trigger refusal");
  await talk(now, "two");
  expect(await heard(now)).toEqual(["one", "answer to one", "two"]);
});
