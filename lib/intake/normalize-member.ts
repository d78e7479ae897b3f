/** The bot was let in, blocked or shown out (Bot API, my_chat_member). */
import type { ChatId, UserId } from "../model/ids.ts";
import type { TelegramMember } from "./update-schema.ts";

export type Membership = {
  readonly kind: "membership";
  readonly chatId: ChatId;
  /** Who did it; in a private chat, the person themselves. */
  readonly userId: UserId;
  readonly status: "active" | "blocked" | "left";
};

export function normalizeMember({ chat, from, new_chat_member }: TelegramMember): Membership {
  const { status, is_member = true } = new_chat_member;
  const isIn = status === "restricted" ? is_member : status !== "left" && status !== "kicked";
  const out = chat.type === "private" ? "blocked" : "left";
  return {
    kind: "membership",
    chatId: chat.id as ChatId,
    userId: from.id as UserId,
    status: isIn ? "active" : out,
  };
}
