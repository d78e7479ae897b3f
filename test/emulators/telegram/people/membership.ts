/** Chats and topics come and go; people block the bot, groups throw it out. */
import { randomInt } from "node:crypto";
import type { ChatMemberUpdated, User } from "grammy/types";
import type { CreateChat, SimChat, SimTopic } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { apiBot, apiChat, apiUser } from "../world/api-objects.ts";
import { GENERAL_TOPIC } from "../world/post-message.ts";
import { addPerson } from "../world/seed.ts";
import { closeTopic, openTopic } from "../world/topics.ts";
import { newSupergroupId } from "./migrate.ts";
import { Refusal } from "./refusal.ts";
import { chatOf } from "./who-and-where.ts";

/** New people also get their private chat. A new group tells the bot that it was added. */
export function createChat(emulator: Emulator, request: CreateChat): SimChat {
  const { world } = emulator;
  const [creator] = request.members;
  if (creator === undefined) throw new Refusal("A chat needs at least one member");
  for (const member of request.members) {
    if (!world.chats.has(member.id)) addPerson(world, member);
  }
  if (request.type === "private") return chatOf(world, creator.id);
  const isForum = request.type === "supergroup" && (request.isForum ?? false);
  const chat: SimChat = {
    id: request.type === "group" ? -randomInt(10_000, 2 ** 31) : newSupergroupId(),
    type: request.type,
    title: request.title,
    memberIds: request.members.map((member) => member.id),
    isForum,
    topics: isForum ? [{ id: GENERAL_TOPIC, name: "General" }] : [],
  };
  if (isForum) world.messages.nextId(chat);
  world.putChat(chat);
  membershipChanged(emulator, chat, { by: apiUser(creator), before: "left", after: "member" });
  return chat;
}

export function createTopic(emulator: Emulator, chatId: number, name: string): SimTopic {
  const { world } = emulator;
  const chat = chatOf(world, chatId);
  if (!chat.isForum) throw new Refusal(`Chat ${chatId} is not a forum`);
  const { topic, message } = openTopic(world, chat, { name, by: authorIn(emulator, chat) });
  world.events.emit({ type: "message", message });
  emulator.updates.add({ message });
  return topic;
}

export function deleteTopic({ world }: Emulator, chatId: number, topicId: number): void {
  if (!closeTopic(world, chatOf(world, chatId), topicId)) {
    throw new Refusal(`Chat ${chatId} has no topic ${topicId}`);
  }
}

export function setBlocked(emulator: Emulator, userId: number, isBlocked: boolean): void {
  const { world } = emulator;
  const chat = chatOf(world, userId);
  if (isBlocked) world.blockedBy.add(userId);
  else world.blockedBy.delete(userId);
  const by = authorIn(emulator, chat);
  const [before, after] = isBlocked ? MEMBER_TO_KICKED : KICKED_TO_MEMBER;
  membershipChanged(emulator, chat, { by, before, after });
}

export function setKicked(emulator: Emulator, chatId: number, isKicked: boolean): void {
  const { world } = emulator;
  const chat = chatOf(world, chatId);
  if (chat.type === "private") throw new Refusal("A person blocks the bot, a group kicks it");
  if (isKicked) world.kickedFrom.add(chatId);
  else world.kickedFrom.delete(chatId);
  const by = authorIn(emulator, chat);
  const [before, after] = isKicked ? MEMBER_TO_KICKED : KICKED_TO_MEMBER;
  membershipChanged(emulator, chat, { by, before, after });
}

type Status = "left" | "member" | "kicked";
type Change = { readonly by: User; readonly before: Status; readonly after: Status };

const MEMBER_TO_KICKED = ["member", "kicked"] as const;
const KICKED_TO_MEMBER = ["kicked", "member"] as const;

function membershipChanged(emulator: Emulator, chat: SimChat, change: Change): void {
  const { world, updates } = emulator;
  const bot = apiBot(world.bot);
  const member = (status: Status) =>
    status === "kicked" ? { status, user: bot, until_date: 0 } : { status, user: bot };
  updates.add({
    my_chat_member: {
      chat: apiChat(world, chat),
      from: change.by,
      date: Math.floor(world.now() / 1000),
      old_chat_member: member(change.before),
      new_chat_member: member(change.after),
    } as ChatMemberUpdated,
  });
}

function authorIn({ world }: Emulator, chat: SimChat): User {
  const user = world.users.get(chat.memberIds[0] ?? 0);
  if (user === undefined) throw new Refusal(`Chat ${chat.id} has nobody in it`);
  return apiUser(user);
}
