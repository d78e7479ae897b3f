/** First step of the path: Telegram's update becomes an Inbound, a stop, or a logged nothing. */
import type { ChatId, MessageId, ThreadAddress, TopicId, UpdateId, UserId } from "../model/ids.ts";
import type { ChatInfo, Content, Inbound, Sender } from "../model/inbound.ts";
import { type BotIdentity, isAddressed } from "./is-addressed.ts";
import { readCommand } from "./read-command.ts";
import { type TelegramMessage, type TelegramUser, updateSchema } from "./update-schema.ts";

export type Normalized =
  | { readonly kind: "inbound"; readonly inbound: Inbound }
  | { readonly kind: "stop"; readonly thread: ThreadAddress; readonly draftId: number }
  | { readonly kind: "ignored"; readonly reason: IgnoredReason };

export type IgnoredReason =
  | "malformed"
  | "update_kind"
  | "not_from_a_person"
  | "channel"
  | "not_addressed"
  | "other_bots_command"
  | "service_message";

/** Never throws: what Telegram sends and we cannot read would otherwise be delivered for ever. */
export function normalizeUpdate(json: unknown, bot: BotIdentity): Normalized {
  const parsed = updateSchema.safeParse(json);
  if (!parsed.success) return ignored("malformed");
  const { message, stopped_message_generation: stop, update_id } = parsed.data;
  if (stop)
    return {
      kind: "stop",
      thread: address(stop.chat.id, stop.message_thread_id, stop.chat.id),
      draftId: stop.draft_id,
    };
  if (!message) return ignored("update_kind");
  return normalizeMessage(message, update_id as UpdateId, bot);
}

function normalizeMessage(
  message: TelegramMessage,
  updateId: UpdateId,
  bot: BotIdentity,
): Normalized {
  const { chat, from } = message;
  if (chat.type === "channel") return ignored("channel");
  if (!from || from.is_bot || message.sender_chat) return ignored("not_from_a_person");
  const content = readContent(message, bot);
  if (typeof content === "string") return ignored(content);
  const topicId = message.is_topic_message ? message.message_thread_id : undefined;
  const inbound: Inbound = {
    updateId,
    messageId: message.message_id as MessageId,
    thread: address(chat.id, topicId, from.id),
    chat: chatInfo(chat.type, message),
    from: sender(from),
    sentAtMs: message.date * 1000,
    content,
  };
  return { kind: "inbound", inbound };
}

function readContent(message: TelegramMessage, bot: BotIdentity): Content | IgnoredReason {
  const command = readCommand(message, bot.username);
  if (command?.kind === "other-bot") return "other_bots_command";
  if (!command?.named && !isAddressed(message, bot)) return "not_addressed";
  if (command) return { kind: "command", name: command.name, args: command.args };
  if (message.text !== undefined) return { kind: "text", text: message.text };
  const what = contentKinds.find((kind) => message[kind] !== undefined);
  return what ? { kind: "unsupported", what } : "service_message";
}

/**
 * What a person can send besides text (Bot API, Message). An `animation` stands before the `document`
 * and a `venue` before the `location` that go with it.
 */
const contentKinds = [
  "photo",
  "voice",
  "video_note",
  "audio",
  "video",
  "animation",
  "document",
  "sticker",
  "venue",
  "location",
  "contact",
  "poll",
  "dice",
  "game",
  "story",
  "rich_message",
  "checklist",
] as const;

function address(chatId: number, topicId: number | undefined, userId: number): ThreadAddress {
  return { chatId: chatId as ChatId, topicId: (topicId ?? 0) as TopicId, userId: userId as UserId };
}

function chatInfo(type: ChatInfo["type"], message: TelegramMessage): ChatInfo {
  const { title, username } = message.chat;
  return {
    type,
    ...(title === undefined ? {} : { title }),
    ...(username === undefined ? {} : { username }),
  };
}

function sender(from: TelegramUser): Sender {
  return {
    id: from.id as UserId,
    firstName: from.first_name,
    ...(from.last_name === undefined ? {} : { lastName: from.last_name }),
    ...(from.username === undefined ? {} : { username: from.username }),
    ...(from.language_code === undefined ? {} : { languageCode: from.language_code }),
  };
}

function ignored(reason: IgnoredReason): Normalized {
  return { kind: "ignored", reason };
}
