/** People and chats as the Bot API shows them to a bot. */
import type { Chat, User } from "grammy/types";
import type { SimChat, SimUser } from "../control.ts";
import type { BotIdentity, World } from "./world.ts";

export function apiUser(user: SimUser): User {
  return {
    id: user.id,
    is_bot: false,
    first_name: user.firstName,
    ...(user.lastName === undefined ? {} : { last_name: user.lastName }),
    ...(user.username === undefined ? {} : { username: user.username }),
    language_code: user.languageCode,
  };
}

export function apiBot(bot: BotIdentity): User {
  return { id: bot.id, is_bot: true, first_name: bot.firstName, username: bot.username };
}

export function apiChat(world: World, chat: SimChat): Chat {
  if (chat.type === "private") return privateChat(world, chat);
  if (chat.type === "group") return { id: chat.id, type: "group", title: chat.title };
  const forum = chat.isForum ? { is_forum: true as const } : {};
  return { id: chat.id, type: "supergroup", title: chat.title, ...forum };
}

export function privateChat(world: World, chat: SimChat): Chat.PrivateChat {
  const user = world.users.get(chat.memberIds[0] ?? chat.id);
  return {
    id: chat.id,
    type: "private",
    first_name: user?.firstName ?? chat.title,
    ...(user?.lastName === undefined ? {} : { last_name: user.lastName }),
    ...(user?.username === undefined ? {} : { username: user.username }),
  };
}
