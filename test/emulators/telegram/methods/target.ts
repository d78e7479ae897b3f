/** Finds where a message shall go, or says in Telegram's words why it cannot. */
import type { Message, TextQuote } from "grammy/types";
import { ApiError, badRequest, forbidden } from "../api-error.ts";
import type { SimChat } from "../control.ts";
import { GENERAL_TOPIC } from "../world/post-message.ts";
import type { World } from "../world/world.ts";
import type { Sending } from "./fields.ts";

/** The chat, if the bot may speak and read there. */
export function resolveChat(world: World, chatId: number | string): SimChat {
  const chat = findChat(world, chatId);
  if (chat === undefined) throw badRequest("chat not found");
  if (chat.type === "private" && world.blockedBy.has(chat.id)) {
    throw forbidden("bot was blocked by the user");
  }
  const newId = world.migratedTo.get(chat.id);
  if (newId !== undefined) throw moved(newId);
  if (world.kickedFrom.has(chat.id)) throw forbidden(`bot was kicked from the ${chat.type} chat`);
  return chat;
}

function moved(newId: number): ApiError {
  const description = "Bad Request: group chat was upgraded to a supergroup chat";
  return new ApiError(400, description, { migrate_to_chat_id: newId });
}

function findChat(world: World, chatId: number | string): SimChat | undefined {
  if (typeof chatId === "number") return world.chats.get(chatId);
  const users = [...world.users.values()];
  const user = users.find((candidate) => `@${candidate.username}` === chatId);
  return user === undefined ? undefined : world.chats.get(user.id);
}

/** Null for the main chat. The General topic has no thread id for sends; only chat actions take its 1. */
export function resolveTopic(chat: SimChat, topicId: number | undefined): number | undefined {
  if (topicId === undefined || topicId === 0) return undefined;
  const exists = chat.isForum && chat.topics.some((topic) => topic.id === topicId);
  if (!exists || topicId === GENERAL_TOPIC) throw badRequest("message thread not found");
  return topicId;
}

export type ReplyTarget = { readonly replyTo?: Message; readonly quote?: TextQuote };

export function resolveReply(world: World, chat: SimChat, input: Sending): ReplyTarget {
  const parameters = input.reply_parameters;
  const messageId = parameters?.message_id ?? input.reply_to_message_id;
  if (messageId === undefined) return {};
  const replyTo = world.messages.get(chat.id, messageId);
  if (replyTo === undefined) {
    if (parameters?.allow_sending_without_reply ?? input.allow_sending_without_reply) return {};
    throw badRequest("message to be replied not found");
  }
  const { quote } = parameters ?? {};
  if (quote === undefined) return { replyTo };
  const position = (replyTo.text ?? replyTo.caption ?? "").indexOf(quote);
  if (position < 0) throw badRequest("QUOTE_TEXT_INVALID");
  return { replyTo, quote: { text: quote, position, is_manual: true } };
}
