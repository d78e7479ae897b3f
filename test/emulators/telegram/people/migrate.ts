/** A basic group becomes a supergroup: a new chat with a new id, and the old one is closed. */
import { randomInt } from "node:crypto";
import type { Message } from "grammy/types";
import type { SimChat } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { apiUser } from "../world/api-objects.ts";
import { Refusal } from "./refusal.ts";
import { deliver } from "./speak.ts";
import { chatOf, memberOf } from "./who-and-where.ts";

export function migrate(emulator: Emulator, chatId: number): SimChat {
  const { world } = emulator;
  const old = chatOf(world, chatId);
  if (old.type !== "group") throw new Refusal(`Chat ${chatId} is not a basic group`);
  if (world.migratedTo.has(chatId)) throw new Refusal(`Chat ${chatId} has moved already`);
  const chat: SimChat = { ...old, id: newSupergroupId(), type: "supergroup" };
  const from = apiUser(memberOf(world, old, old.memberIds[0] ?? 0));
  const tell = (place: SimChat, content: Partial<Message>) =>
    deliver(emulator, { chat: place, from, content });
  tell(old, { migrate_to_chat_id: chat.id });
  world.migratedTo.set(chatId, chat.id);
  world.putChat(chat);
  tell(chat, { migrate_from_chat_id: chatId });
  return chat;
}

export function newSupergroupId(): number {
  return -1_000_000_000_000 - randomInt(2 ** 31);
}
