/** Whether the bot may speak in a chat: let in, blocked by a person, or out of a group. */
import type { ChatId, ThreadAddress, TopicId, UpdateId, UserId } from "./ids.ts";
import type { ChatInfo } from "./inbound.ts";

export type ChatStatus = "active" | "blocked" | "left";

export type Membership = {
  readonly updateId: UpdateId;
  readonly chatId: ChatId;
  readonly chat: ChatInfo;
  readonly status: ChatStatus;
  /** Telegram's own date, whole seconds as milliseconds. */
  readonly changedAtMs: number;
};

/**
 * The thread that keeps a chat's membership: in a private chat the person's own, elsewhere one nobody writes
 * in. Its sisters (topics, people of a group) hear it from Telegram, which refuses their next sign of writing.
 */
export function threadOfChat(chatId: ChatId): ThreadAddress {
  return { chatId, topicId: 0 as TopicId, userId: Number(chatId) as UserId };
}
