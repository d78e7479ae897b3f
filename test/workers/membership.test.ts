/** People block the bot and groups show it out: it falls silent, costs nothing, and is there again when it is let in. */
import { expect, test } from "vitest";
import { type Chat, eventually, openChat, post, release, sim } from "./chat.ts";
import { query } from "./stores.ts";

type Status = "member" | "kicked";

/** As Telegram does it: calls are refused, and the bot is told. */
async function change(chat: Chat, status: Status): Promise<void> {
  const blocked = status === "kicked";
  await sim("telegram", "POST", "/sim/blocks", { userId: chat.userId, blocked });
  expect((await post(membership(chat, status))).status).toBe(200);
}

function membership(chat: Chat, status: Status) {
  const { update_id, message } = chat.update("");
  const { chat: where, from, date } = message;
  return { update_id, my_chat_member: { chat: where, from, date, new_chat_member: { status } } };
}

async function statusOf(chat: Chat): Promise<unknown> {
  await chat.settled();
  const [row] = await query("select type, status from chats where id = $1", chat.chatId);
  return row;
}

async function outcomesOf(chat: Chat): Promise<unknown[]> {
  const turns = await query(
    "select outcome from turns where thread_id = $1 order by opened_at",
    chat.threadId,
  );
  return turns.map(({ outcome }) => outcome);
}

test.concurrent("who blocks the bot and who lets it in is on record, whoever wrote before", async () => {
  const chat = await openChat();
  await change(chat, "kicked");
  expect(await statusOf(chat)).toEqual({ type: "private", status: "blocked" });
  await change(chat, "member");
  expect(await statusOf(chat)).toEqual({ type: "private", status: "active" });
});

test.concurrent("a group that shows the bot out is on record", async () => {
  const chat = await openChat({ group: true });
  expect((await post(membership(chat, "kicked"))).status).toBe(200);
  await eventually(async () =>
    expect(await query("select type, title, status from chats where id = $1", chat.chatId)).toEqual(
      [{ type: "supergroup", title: "Ada", status: "left" }],
    ),
  );
});

test.concurrent("an old word that comes again changes nothing", async () => {
  const chat = await openChat();
  const blocked = membership(chat, "kicked");
  await post(blocked);
  await post(membership(chat, "member"));
  await post(blocked);
  expect(await statusOf(chat)).toMatchObject({ status: "active" });
  await chat.say(`${chat.tag} still there?`);
  await chat.answered(1);
});

test.concurrent("blocked just after writing: Claude is not asked, and the words are kept for later", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} I am off`);
  await change(chat, "kicked");
  await eventually(async () => expect(await outcomesOf(chat)).toEqual(["undeliverable"]));
  expect(await chat.requests()).toEqual([]);
  expect(await chat.calls()).toEqual([]);

  await change(chat, "member");
  await chat.say(`${chat.tag} I am back`);
  await chat.answered(1);
  const told = JSON.stringify((await chat.requests())[0]?.body.messages);
  expect(told).toContain("I am off");
  expect(told).toContain("I am back");
});

test.concurrent("blocked while Claude writes: it stops, and nothing is sent again", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "text", text: "first words" },
    { type: "hold", name: `${chat.tag} never` },
  ]);
  await chat.say(`${chat.tag} hello`);
  await chat.drafted("first words");
  await change(chat, "kicked");
  await eventually(async () => expect((await chat.requests())[0]?.aborted).toBe(true));
  await eventually(async () => expect(await outcomesOf(chat)).toEqual(["undeliverable"]));
  expect((await chat.calls("sendRichMessage")).filter(({ ok }) => ok)).toEqual([]);
});

test.concurrent("an answer that was put off is given up as soon as nobody may hear it", async () => {
  const chat = await openChat();
  const description = "Too Many Requests: retry after 600";
  await chat.fault("sendRichMessage", {
    kind: "error",
    code: 429,
    description,
    retryAfterSeconds: 600,
  });
  await chat.say(`${chat.tag} hello`);
  await eventually(async () =>
    expect(await chat.journal("select at from deadlines where name = 'turn'")).toHaveLength(1),
  );
  await change(chat, "kicked");
  await eventually(async () => expect(await outcomesOf(chat)).toEqual(["undeliverable"]));
  expect(await chat.calls("sendRichMessage")).toHaveLength(1);
});

test.concurrent("who writes has let the bot in, also where the word of it was lost", async () => {
  const chat = await openChat();
  await change(chat, "kicked");
  await sim("telegram", "POST", "/sim/blocks", { userId: chat.userId, blocked: false });
  // Telegram's dates are whole seconds, and updates of one second are ordered by their ids.
  await chat.say(`${chat.tag} here I am`);
  await chat.answered(1);
  expect(await statusOf(chat)).toMatchObject({ status: "active" });
});

test.concurrent("a group that shows the bot out in the middle of an answer stops Claude", async () => {
  const chat = await openChat({ group: true });
  await chat.script([{ type: "hold", name: chat.tag }]);
  const forbidden = "Forbidden: bot was kicked from the supergroup chat";
  const refusal = { kind: "error", code: 403, description: forbidden } as const;
  await chat.fault("sendChatAction", refusal);
  await chat.fault("sendRichMessage", refusal);
  const reply_to_message = { message_id: 1, from: { ...(await self()), is_bot: true } };
  await chat.say({ text: `${chat.tag} hello`, reply_to_message });
  await eventually(async () => expect(await outcomesOf(chat)).toEqual(["undeliverable"]));
  await release(chat.tag);
});

async function self() {
  const { bot } = await sim<{ bot: { id: number } }>("telegram", "GET", "/sim/state");
  return { id: bot.id, first_name: "Ferry" };
}
