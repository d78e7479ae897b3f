/** The door: who may knock, what is let in, and what Telegram is told when it cannot be kept. */
import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import worker from "../../functions/index.ts";
import { webhookSecret } from "../support/workers-world.ts";
import { type Chat, openChat, post } from "./chat.ts";

const bindings = env as unknown as Env & Record<string, string>;
const address = "https://ferry.test/telegram/webhook";

/** No thread was woken, and nothing was said. */
async function expectUntouched(chat: Chat): Promise<void> {
  const ids = await listDurableObjectIds(bindings.BATCHER);
  expect(ids.map(String)).not.toContain(String(bindings.BATCHER.idFromName(chat.threadId)));
  expect(await chat.calls()).toEqual([]);
}

test("a browser that opens the webhook's address is told to POST", async () => {
  const response = await exports.default.fetch(address);
  expect(response.status).toBe(405);
  expect(response.headers.get("Allow")).toBe("POST");
});

test.for([
  ["no secret", null],
  ["a wrong secret", "workers-test-secreT"],
  ["a longer secret", `${webhookSecret}x`],
  ["a shorter secret", webhookSecret.slice(0, -1)],
  ["an empty secret", ""],
] as const)("an update with %s is refused and wakes no thread", async ([, secret]) => {
  const chat = await openChat();
  expect((await post(chat.update("let me in"), secret)).status).toBe(401);
  await expectUntouched(chat);
});

test("a body over 1 MiB is refused, whether it announces its size or not", async () => {
  const chat = await openChat();
  const body = JSON.stringify({ ...chat.update("big"), padding: "x".repeat(1024 * 1024) });
  expect((await post(body)).status).toBe(413);
  const unannounced = await exports.default.fetch(address, {
    method: "POST",
    headers: { "X-Telegram-Bot-Api-Secret-Token": webhookSecret },
    body: new Blob([body]).stream(),
  });
  expect(unannounced.status).toBe(413);
  await expectUntouched(chat);
});

test("a large message below the limit is still taken", async () => {
  const chat = await openChat();
  const update = { ...chat.update("not so big"), padding: "x".repeat(900_000) };
  expect((await post(update)).status).toBe(200);
  await chat.answered(1);
});

test("what cannot be read is acknowledged, so that Telegram does not send it for ever", async () => {
  const chat = await openChat();
  const { message } = chat.update("fine");
  const unreadable = [
    "{ not json",
    "",
    "null",
    "[]",
    { update_id: null, message },
    { update_id: 2 ** 60, message },
    { update_id: 1, message: null },
    { update_id: 1, message: { ...message, chat: null } },
    { update_id: 1, message: { ...message, from: null } },
    { update_id: 1, message: { ...message, text: null, entities: null } },
    { update_id: 1, message: { ...message, from: undefined } },
    { update_id: 1, message: { ...message, chat: { ...message.chat, type: "secret" } } },
    { update_id: 1, message: { ...message, from: { ...message.from, is_bot: true } } },
    { update_id: 1, message: { ...message, text: undefined, new_chat_title: "x" } },
    { update_id: 1, channel_post: message },
    { update_id: 1, some_kind_of_tomorrow: { chat: { id: chat.chatId } } },
    { update_id: 1 },
  ];
  for (const update of unreadable)
    expect((await post(update)).status, JSON.stringify(update)).toBe(200);
  await expectUntouched(chat);
});

test("a message that cannot be stored is not acknowledged, and arrives with Telegram's next try", async () => {
  const chat = await openChat();
  const update = chat.update(`${chat.tag} once`);
  const rename = (from: string, to: string) =>
    runInDurableObject(chat.batcher(), (_batcher, state) => {
      state.storage.sql.exec(`alter table ${from} rename to ${to}`);
    });

  await rename("inbox", "inbox_away");
  const refused = await post(update);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);

  await rename("inbox_away", "inbox");
  expect((await post(update)).status).toBe(200);
  await chat.answered(1);
  expect(await chat.requests()).toHaveLength(1);
});

test.for([
  ["without a webhook secret", { TELEGRAM_WEBHOOK_SECRET: "" }],
  ["with a broken bot token", { TELEGRAM_BOT_TOKEN: "not-a-token" }],
  ["open to everybody by accident", { BILLING: "off", OPEN_TO_ALL: "no", ALLOWED_IDS: "" }],
] as const)("a worker deployed %s serves nobody and says so", async ([, change]) => {
  const chat = await openChat();
  const broken = { ...bindings, ...change } as unknown as Env;
  const request = new Request(address, {
    method: "POST",
    headers: { "X-Telegram-Bot-Api-Secret-Token": webhookSecret },
    body: JSON.stringify(chat.update("hello?")),
  });
  expect((await worker.fetch(request, broken)).status).toBe(503);
  const health = await worker.fetch(new Request("https://ferry.test/health"), broken);
  expect(health.status).toBe(503);
  expect(await health.json()).toEqual({ ok: false });
  await expectUntouched(chat);
});

test("a healthy worker says so, and knows no other pages", async () => {
  expect((await exports.default.fetch("https://ferry.test/health")).status).toBe(200);
  expect((await exports.default.fetch("https://ferry.test/nowhere")).status).toBe(404);
});

test("an edit by somebody who was taken off the list changes nothing, and is not answered", async () => {
  const chat = await openChat();
  const question = chat.update(`${chat.tag} six?`);
  await post(question);
  await chat.answered(1);
  const edited = { ...question.message, text: `${chat.tag} nine?`, edit_date: 1 };
  const guarded = { ...bindings, OPEN_TO_ALL: "no", ALLOWED_IDS: "1, 2" } as unknown as Env;
  const request = new Request(address, {
    method: "POST",
    headers: { "X-Telegram-Bot-Api-Secret-Token": webhookSecret },
    body: JSON.stringify({ update_id: question.update_id + 1_000_000, edited_message: edited }),
  });
  expect((await worker.fetch(request, guarded)).status).toBe(200);
  expect(await chat.journal("select words from told where note_due = 1")).toEqual([]);
  await chat.say(`${chat.tag} so?`);
  await chat.answered(2);
  expect(JSON.stringify(await chat.requests())).not.toContain("nine?");
  expect(await chat.plainAnswers()).toEqual([]);
});

test("who is not on the list of a private bot gets a kind sentence, and Claude hears nothing", async () => {
  const chat = await openChat();
  const guarded = { ...bindings, OPEN_TO_ALL: "no", ALLOWED_IDS: "1, 2" } as unknown as Env;
  const request = new Request(address, {
    method: "POST",
    headers: { "X-Telegram-Bot-Api-Secret-Token": webhookSecret },
    body: JSON.stringify(chat.update(`${chat.tag} secret words`)),
  });
  expect((await worker.fetch(request, guarded)).status).toBe(200);
  await expect
    .poll(() => chat.plainAnswers(), { timeout: 10_000 })
    .toEqual(["This bot is private. Ask its owner to let you in."]);
  expect(await chat.requests()).toEqual([]);
});
