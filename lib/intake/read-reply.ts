/** The message a person replies to, as far as their own update carries it. */
import { describeAttachment } from "../model/describe-attachment.ts";
import { displayName } from "../model/display-name.ts";
import type { MessageId } from "../model/ids.ts";
import type { RepliedTo } from "../model/inbound.ts";
import { describeNote } from "./describe-note.ts";
import { originName } from "./origin-name.ts";
import { readAttachment } from "./read-attachment.ts";
import { readSender, readSenderChat } from "./read-sender.ts";
import { richText } from "./rich-text.ts";
import type { CarriedMessage, MessageParts, TelegramMessage } from "./update-schema.ts";

/** As much of the message as is told again (original-behaviour §1.3). */
const snippetLength = 200;

/**
 * The message another one answers. In a forum every message hangs on the one that created its topic;
 * that is no reply.
 */
export function answeredMessage(message: TelegramMessage): CarriedMessage | undefined {
  const answered = message.reply_to_message;
  return answered?.forum_topic_created === undefined ? answered : undefined;
}

export function readReply(message: TelegramMessage, botId: number): RepliedTo | undefined {
  const answered = answeredMessage(message);
  if (answered) {
    const sender = senderName(answered, botId);
    return repliedTo(answered, answered.message_id, sender);
  }
  const elsewhere = message.external_reply;
  if (elsewhere) return repliedTo(elsewhere, undefined, originName(elsewhere.origin));
  return message.reply_to_story === undefined ? undefined : { snippet: "[story]" };
}

function repliedTo(
  parts: MessageParts,
  messageId: number | undefined,
  sender: string | undefined,
): RepliedTo {
  const attachment = readAttachment(parts);
  return {
    ...(messageId === undefined ? {} : { messageId: messageId as MessageId }),
    ...(sender === undefined ? {} : { sender }),
    snippet: snippetOf(parts),
    ...(attachment && { attachment }),
  };
}

/** Undefined for the bot itself, and where Telegram does not say. */
function senderName({ from, sender_chat }: CarriedMessage, botId: number): string | undefined {
  if (sender_chat) return displayName(readSenderChat(sender_chat));
  return from && from.id !== botId ? displayName(readSender(from)) : undefined;
}

function snippetOf(parts: MessageParts): string {
  const words = [parts.text, parts.caption, richText(parts.rich_message)].find(
    (text) => typeof text === "string" && text.trim() !== "",
  );
  if (typeof words === "string") return cut(words);
  const attachment = readAttachment(parts);
  const described = attachment ? describeAttachment(attachment) : describeNote(parts);
  return `[${cut(described ?? "message")}]`;
}

/** Whole characters, so that no emoji is cut in two. */
function cut(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= snippetLength) return text;
  return `${characters.slice(0, snippetLength).join("")}…`;
}
