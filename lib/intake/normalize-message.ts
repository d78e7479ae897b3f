/** One message, new or edited, becomes an Inbound, or is passed over for a reason. */
import type { ChatId, UpdateId } from "../model/ids.ts";
import { isForClaude } from "../model/inbound.ts";
import { authorOf, inboundOf } from "./inbound-of.ts";
import { type BotIdentity, isAddressed } from "./is-addressed.ts";
import { normalizePayment } from "./normalize-payment.ts";
import { ignored, type Normalized } from "./normalized.ts";
import { readCommand } from "./read-command.ts";
import { readContent } from "./read-content.ts";
import { readStarsAnswer } from "./read-stars-answer.ts";
import type { TelegramMessage } from "./update-schema.ts";

export function normalizeMessage(
  message: TelegramMessage,
  updateId: UpdateId,
  bot: BotIdentity,
): Normalized {
  if (isChannelPost(message)) return ignored("channel");
  const migration = readMigration(message);
  if (migration) return migration;
  const author = authorOf(message);
  if (!author) return ignored("not_from_a_person");
  const payment = normalizePayment(message, { updateId, author, botId: bot.id });
  if (payment) return payment;
  const command = readCommand(message, bot.username);
  if (command === "other-bot") return ignored("other_bots_command");
  const content = command ?? readStarsAnswer(message, bot.id) ?? readContent(message);
  if (!content) return ignored("service_message");
  const addressed = isAddressed(message, bot);
  const isAnonymous = message.sender_chat !== undefined;
  if (!addressed && (isAnonymous || !isForClaude(content))) return ignored("not_addressed");
  const inbound = inboundOf(message, { updateId, content, author, botId: bot.id });
  if (!isAnonymous) return { kind: "inbound", inbound, addressed };
  const { context: _unkept, ...frame } = inbound;
  return { kind: "anonymous", inbound: { ...frame, content: { kind: "anonymous" } } };
}

export function normalizeEdit(
  message: TelegramMessage,
  updateId: UpdateId,
  bot: BotIdentity,
): Normalized {
  if (isChannelPost(message)) return ignored("channel");
  const author = authorOf(message);
  if (!author || message.sender_chat) return ignored("not_from_a_person");
  const content = readContent(message);
  if (!content) return ignored("service_message");
  // A live location is "edited" every few seconds for as long as it is shared.
  if (message.location !== undefined) return ignored("live_location");
  const inbound = inboundOf(message, { updateId, content, author, botId: bot.id });
  return { kind: "edit", inbound };
}

/** The old chat's last message and the new chat's first say the same; one of them is enough. */
function readMigration(message: TelegramMessage): Normalized | null {
  const { chat, migrate_to_chat_id: toChatId, migrate_from_chat_id: fromChatId } = message;
  if (toChatId !== undefined) return migration(chat.id, toChatId);
  return fromChatId === undefined ? null : migration(fromChatId, chat.id);
}

function migration(fromChatId: number, toChatId: number): Normalized {
  return { kind: "migration", fromChatId: fromChatId as ChatId, toChatId: toChatId as ChatId };
}

/** Also where a channel's posts are copied into its discussion group: nobody there wrote them. */
function isChannelPost({ chat, is_automatic_forward }: TelegramMessage): boolean {
  return chat.type === "channel" || is_automatic_forward === true;
}
