/** A basic group whose people talk with the bot, and the supergroup it becomes. */
import { expect } from "vitest";
import { type Chat, enterChat, eventually, openChat, post, sim } from "./chat.ts";

type SimChat = { readonly id: number; readonly type: "supergroup" };

export const { bot } = await sim<{ bot: { id: number; username: string } }>(
  "telegram",
  "GET",
  "/sim/state",
);
/** Speaks to the bot: a group is full of other talk. */
export const reply_to_message = {
  message_id: 1,
  from: { id: bot.id, is_bot: true, first_name: "Ferry" },
};

export const openGroup = () => openChat({ group: "basic" });

/** As Telegram does it: the old chat refuses calls from now on. Gives the same person in the new one. */
export async function migrate(old: Chat) {
  const { chat } = await sim<{ chat: SimChat }>("telegram", "POST", "/sim/migrations", {
    chatId: old.chatId,
  });
  const chatNow = await enterChat({ chat, userId: old.userId });
  return {
    now: chatNow,
    /** The old chat's last message. */
    left: old.update({ migrate_to_chat_id: chat.id }),
    /** The new chat's first. */
    arrived: chatNow.update({ migrate_from_chat_id: old.chatId }),
  };
}

export async function moved(old: Chat): Promise<Chat> {
  const { now, left, arrived } = await migrate(old);
  for (const word of [left, arrived]) expect((await post(word)).status).toBe(200);
  return now;
}

export const tell = (chat: Chat, text: string, more = {}) =>
  chat.say({ text: `${chat.tag} ${text}`, reply_to_message, ...more });

/** Says it and waits for the answer, which thinks, so that a changed history would be refused. */
export async function talk(chat: Chat, text: string, more = {}): Promise<void> {
  const before = (await chat.answers()).length;
  await chat.script([
    { type: "thinking", thinking: `thinking about ${text}` },
    { type: "text", text: `answer to ${text}` },
  ]);
  await tell(chat, text, more);
  expect((await chat.answered(before + 1)).at(-1)).toBe(`answer to ${text}`);
}

export async function beginAnew(chat: Chat): Promise<void> {
  const before = (await chat.plainAnswers()).length;
  await chat.say(`/new@${bot.username}`);
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(before + 1));
}

/** What Claude was told in the newest request, of what people and it have said. */
export async function heard(chat: Chat): Promise<string[]> {
  const messages = (await chat.requests()).at(-1)?.body.messages ?? [];
  const texts = messages.flatMap(({ content }) => content.map((block) => block.text ?? ""));
  return texts
    .filter((text) => text.startsWith(chat.tag) || text.startsWith("answer to"))
    .map((text) => text.replace(`${chat.tag} `, ""));
}
