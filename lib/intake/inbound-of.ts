/** A message's frame: where it stands, who wrote it, what surrounds it. */
import type { ChatId, MessageId, ThreadAddress, TopicId, UpdateId, UserId } from "../model/ids.ts";
import type { ChatInfo, Content, Inbound, Sender } from "../model/inbound.ts";
import { readContext } from "./read-context.ts";
import { readSender, readSenderChat } from "./read-sender.ts";
import type { TelegramChat, TelegramMessage } from "./update-schema.ts";

type Frame = {
  readonly updateId: UpdateId;
  readonly content: Content;
  readonly author: Sender;
  readonly botId: number;
};

export function inboundOf(message: TelegramMessage, frame: Frame): Inbound {
  const { updateId, content, author, botId } = frame;
  const { chat, media_group_id: album } = message;
  const topicId = message.is_topic_message ? message.message_thread_id : undefined;
  const context = readContext(message, botId);
  return {
    updateId,
    messageId: message.message_id as MessageId,
    thread: threadAddress(chat.id, topicId, author.id),
    chat: chatInfo(chat),
    from: author,
    sentAtMs: message.date * 1000,
    content,
    ...(context && { context }),
    ...(album === undefined ? {} : { mediaGroupId: album }),
  };
}

/** The person, or the chat in whose name they write; null for bots and where nobody is named. */
export function authorOf({ from, sender_chat }: TelegramMessage): Sender | null {
  if (sender_chat) return readSenderChat(sender_chat);
  return from && !from.is_bot ? readSender(from) : null;
}

export function threadAddress(
  chatId: number,
  topicId: number | undefined,
  userId: number,
): ThreadAddress {
  return { chatId: chatId as ChatId, topicId: (topicId ?? 0) as TopicId, userId: userId as UserId };
}

export function chatInfo({ type, title, username }: TelegramChat): ChatInfo {
  return {
    type: type === "channel" ? "supergroup" : type,
    ...(title === undefined ? {} : { title }),
    ...(username === undefined ? {} : { username }),
  };
}
