/** Finds the person, chat, topic or message a control request names, or refuses it. */
import type { Message } from "grammy/types";
import type { SimChat, SimUser } from "../control.ts";
import { GENERAL_TOPIC } from "../world/post-message.ts";
import type { World } from "../world/world.ts";
import { Refusal } from "./refusal.ts";

export function chatOf(world: World, chatId: number): SimChat {
  const chat = world.chats.get(chatId);
  if (chat === undefined) throw new Refusal(`There is no chat ${chatId}`);
  return chat;
}

/** A person who may speak in this chat. */
export function memberOf(world: World, chat: SimChat, userId: number): SimUser {
  const newId = world.migratedTo.get(chat.id);
  if (newId !== undefined) throw new Refusal(`Chat ${chat.id} has moved to ${newId}`);
  const user = world.users.get(userId);
  if (user === undefined) throw new Refusal(`There is no user ${userId}`);
  if (!chat.memberIds.includes(userId))
    throw new Refusal(`User ${userId} is not in chat ${chat.id}`);
  return user;
}

/** The topic a message goes to; undefined outside forums and in General. */
export function topicOf(chat: SimChat, topicId: number | undefined): number | undefined {
  if (topicId === undefined || topicId === 0 || topicId === GENERAL_TOPIC) return undefined;
  if (!chat.topics.some((topic) => topic.id === topicId)) {
    throw new Refusal(`Chat ${chat.id} has no topic ${topicId}`);
  }
  return topicId;
}

export function messageOf(world: World, chatId: number, messageId: number): Message {
  const message = world.messages.get(chatId, messageId);
  if (message === undefined) throw new Refusal(`Chat ${chatId} has no message ${messageId}`);
  return message;
}
