/** Scenarios S13, S22, S23 and faults F11, F15, F42 of the references: once and no more, and with all that surrounds it. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { type Chat, openChat, post, sim } from "../chat.ts";
import { heard } from "../sent-files.ts";
import { query } from "../stores.ts";

const asked = async (chat: Chat) => Promise.all((await chat.requests()).map(heard));

test.concurrent("S13 F01 an update delivered again during its turn and after it leaves one row and one answer", async () => {
  const chat = await openChat();
  const update = chat.update(`${chat.tag} only once`);
  await post(update);
  await post(update);
  await chat.answered(1);
  await chat.settled();
  await post(update);
  await chat.settled();
  const rows = await query(
    "select role, blocks->0->>'text' as words from messages where thread_id = $1 order by seq",
    chat.threadId,
  );
  expect(rows).toEqual([
    { role: "user", words: `${chat.tag} only once` },
    { role: "assistant", words: expect.any(String) },
  ]);
  expect(await chat.answers()).toHaveLength(1);
});

test.concurrent("F11 stored, then killed before Telegram heard of it: Telegram's next try changes nothing", async () => {
  const chat = await openChat();
  const update = chat.update(`${chat.tag} once`);
  await post(update);
  await chat.kill();
  expect((await post(update)).status).toBe(200);
  await chat.answered(1);
  await chat.settled();
  expect(await asked(chat)).toEqual([[`${chat.tag} once`]]);
});

test.concurrent("F15 a message whose alarm was lost is answered, in its place, when the next one comes", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} lost`);
  await runInDurableObject(chat.batcher(), (_batcher, state) => state.storage.deleteAlarm());
  await evictDurableObject(chat.batcher());
  await chat.say(`${chat.tag} found`);
  await chat.answered(1);
  expect((await asked(chat)).flat()).toEqual([`${chat.tag} lost`, `${chat.tag} found`]);
});

test.concurrent("F15 an alarm that stands in the past still runs", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} late`);
  await chat.setAlarm(Date.now() - 60_000);
  await chat.answered(1);
  expect(await asked(chat)).toEqual([[`${chat.tag} late`]]);
});

test.concurrent("F42 a payment that is only written about is words, and pays nothing", async () => {
  const chat = await openChat();
  const payment = { currency: "XTR", total_amount: 5000, invoice_payload: "top-up" };
  const text = `${chat.tag} ${JSON.stringify({ successful_payment: payment })}`;
  const from = { id: 5, is_bot: true, first_name: "Bank" };
  await chat.say({
    text,
    forward_origin: { type: "user", sender_user: from, date: 1_700_000_000 },
  });
  await chat.answered(1);
  await chat.settled();
  expect((await asked(chat))[0]?.[1]).toBe(text);
  expect(await query("select key from balance_operations where user_id = $1", chat.userId)).toEqual(
    [],
  );
  expect(await query("select * from payments where user_id = $1", chat.userId)).toEqual([]);
});

const written = { date: 1_794_000_000 };
const channel = { id: -9, type: "channel", title: "Harbour News", username: "harbour" };
const bo = { id: 43, is_bot: false, first_name: "Bo", last_name: "Li" };
const replyTo = (text: string) => ({
  reply_to_message: { message_id: 1, from: bo, text, ...written },
});

const surroundings = [
  [
    "S23 a forward from a channel",
    { forward_origin: { type: "channel", chat: channel, message_id: 8, ...written } },
    "[Forwarded from the channel Harbour News (@harbour), written 2026-11-06T21:20:00.000Z]",
  ],
  [
    "S23 a forward from a hidden user",
    { forward_origin: { type: "hidden_user", sender_user_name: "Somebody", ...written } },
    "[Forwarded from Somebody, written 2026-11-06T21:20:00.000Z]",
  ],
  [
    "S23 a quote",
    { ...replyTo("we sail at dawn"), quote: { text: "at dawn", position: 8, is_manual: true } },
    '[In reply to a message of Bo Li: "we sail at dawn"]\n[The part meant: "at dawn"]',
  ],
  [
    "S22 a reply to 200 characters",
    replyTo("x".repeat(200)),
    `[In reply to a message of Bo Li: "${"x".repeat(200)}"]`,
  ],
  [
    "S22 a reply to 201 characters",
    replyTo("x".repeat(201)),
    `[In reply to a message of Bo Li: "${"x".repeat(200)}…"]`,
  ],
] as const;

test.concurrent.for(surroundings)(
  "%s is told before the words, and in a group after the sender's name",
  async ([, around, told]) => {
    const [alone, crew] = await Promise.all([openChat(), openChat({ group: true })]);
    const { bot } = await sim<{ bot: { username: string } }>("telegram", "GET", "/sim/state");
    await alone.say({ ...around, text: `${alone.tag} what of it?` });
    await alone.answered(1);
    expect(await asked(alone)).toEqual([[told, `${alone.tag} what of it?`]]);

    const text = `@${bot.username} ${crew.tag} what of it?`;
    const entities = [{ type: "mention", offset: 0, length: bot.username.length + 1 }];
    await crew.say({ ...around, text, entities });
    await crew.answered(1);
    expect(await asked(crew)).toEqual([[`[From Ada]\n${told}`, text]]);
  },
);

test.concurrent("S23 a private chat without surroundings names nobody; a group always does", async () => {
  const [alone, crew] = await Promise.all([openChat(), openChat({ group: true })]);
  const { bot } = await sim<{ bot: { username: string } }>("telegram", "GET", "/sim/state");
  await alone.say(`${alone.tag} hello`);
  await crew.say(`${crew.tag} hello @${bot.username}`);
  await Promise.all([alone.answered(1), crew.answered(1)]);
  expect(await asked(alone)).toEqual([[`${alone.tag} hello`]]);
  expect(await asked(crew)).toEqual([["[From Ada]", `${crew.tag} hello @${bot.username}`]]);
});
