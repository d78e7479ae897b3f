/** A thread that cannot store an update blocks nobody: what was said waits in R2 and is answered once, in order. */
import { createScheduledController, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { clock } from "../../functions/clock.ts";
import type { Env } from "../../functions/env.ts";
import { sweep } from "../../functions/scheduled.ts";
import { type Chat, eventually, openChat, post } from "./chat.ts";
import { query } from "./stores.ts";

const bindings = env as unknown as Env;

/** The thread refuses every message with this word in it, as a bug or a full disk would. */
async function refuse(chat: Chat, word: string): Promise<void> {
  await alter(
    chat,
    `create trigger refusal before insert on inbox when instr(new.inbound, '${word}')
     begin select raise(fail, 'no room'); end`,
  );
}

const recover = (chat: Chat) => alter(chat, "drop trigger refusal");

function alter(chat: Chat, statement: string): Promise<unknown> {
  return runInDurableObject(chat.batcher(), (_batcher, state) => {
    state.storage.sql.exec(statement);
  });
}

type Update = ReturnType<Chat["update"]>;

/** As Telegram does: again and again, until it is taken. */
async function deliver(update: Update): Promise<number[]> {
  const statuses = [];
  do statuses.push((await post(update)).status);
  while (statuses.at(-1) === 503 && statuses.length < 10);
  return statuses;
}

async function spilled(chat: Chat): Promise<string[]> {
  const { objects } = await bindings.FILES.list({ prefix: `spill/${chat.chatId}/` });
  return objects.map(({ key }) => key);
}

const cron = () => sweep(createScheduledController(), bindings);

async function heard(chat: Chat): Promise<unknown[]> {
  const last = (await chat.requests()).at(-1);
  return (last?.body.messages ?? [])
    .filter(({ role }) => role === "user")
    .map(({ content }) => content.map((block) => block.text));
}

const afterThreeTries = [503, 503, 503, 200];

test("what could not be stored is brought in by the next message, before it", async () => {
  const chat = await openChat();
  await refuse(chat, chat.tag);
  const texts = ["first", "second", "third"].map((word) => `${chat.tag} ${word}`);
  const [first = "", second = "", third = ""] = texts;
  expect(await deliver(chat.update(first))).toEqual(afterThreeTries);
  expect(await deliver(chat.update(second))).toEqual(afterThreeTries);
  expect(await spilled(chat)).toHaveLength(2);

  await recover(chat);
  expect(await deliver(chat.update(third))).toEqual([200]);
  await chat.answered(1);
  expect(await heard(chat)).toEqual([texts]);
  expect(await spilled(chat)).toEqual([]);
});

test("one message that can never be stored does not keep the others waiting", async () => {
  const chat = await openChat();
  await refuse(chat, "poison");
  expect(await deliver(chat.update(`${chat.tag} poison`))).toEqual(afterThreeTries);
  expect(await deliver(chat.update(`${chat.tag} water`))).toEqual([200]);
  await chat.answered(1);
  expect(await heard(chat)).toEqual([[`${chat.tag} water`]]);
  expect(await spilled(chat)).toHaveLength(1);
});

test("where nothing more is said, cron brings it in, and once is once", async () => {
  const chat = await openChat();
  const update = chat.update(`${chat.tag} anybody there?`);
  await refuse(chat, chat.tag);
  expect(await deliver(update)).toEqual(afterThreeTries);
  const [key = ""] = await spilled(chat);
  await cron();
  expect(await spilled(chat)).toEqual([key]);

  await recover(chat);
  await cron();
  expect(await spilled(chat)).toEqual([]);
  await chat.answered(1);
  // As after a crash between storing it and forgetting it here.
  await bindings.FILES.put(key, JSON.stringify(update));
  await Promise.all([cron(), cron()]);
  expect(await spilled(chat)).toEqual([]);
  await chat.settled();
  expect(await chat.requests()).toHaveLength(1);
  expect(await chat.answers()).toHaveLength(1);
});

test("what waited for a day is not answered any more, but an operator finds it", async () => {
  const chat = await openChat();
  const update = chat.update(`${chat.tag} quick!`);
  await refuse(chat, chat.tag);
  await deliver(update);
  await recover(chat);
  const now = vi.spyOn(clock, "now").mockImplementation(() => Date.now() + 25 * 60 * 60 * 1000);
  await cron();
  now.mockRestore();
  expect(await spilled(chat)).toEqual([]);
  const letters = await query(
    "select job from dead_letters where job->>'update_id' = $1",
    String(update.update_id),
  );
  expect(letters).toEqual([{ job: update }]);
  expect(await chat.journal("select update_id from inbox")).toEqual([]);
});

test("word that the person blocked the bot waits as well", async () => {
  const chat = await openChat();
  const { update_id, message } = chat.update("");
  const { chat: where, from, date } = message;
  const new_chat_member = { status: "kicked" };
  const blocked = { update_id, my_chat_member: { chat: where, from, date, new_chat_member } };
  await alter(chat, "alter table facts rename to facts_away");
  expect(await deliver(blocked as unknown as Update)).toEqual(afterThreeTries);
  await alter(chat, "alter table facts_away rename to facts");
  await cron();
  await eventually(async () =>
    expect(await query("select status from chats where id = $1", chat.chatId)).toEqual([
      { status: "blocked" },
    ]),
  );
});
