/** The bot was let in, blocked or shown out (Bot API, my_chat_member). */
import type { ChatId, UpdateId } from "../model/ids.ts";
import type { ChatStatus } from "../model/membership.ts";
import { chatInfo } from "./inbound-of.ts";
import { ignored, type Normalized } from "./normalized.ts";
import type { TelegramMember } from "./update-schema.ts";

export function normalizeMember(member: TelegramMember, updateId: UpdateId): Normalized {
  const { chat, date, new_chat_member } = member;
  // The bot says nothing in channels, so it is all the same whether it may.
  if (chat.type === "channel") return ignored("channel");
  const membership = {
    updateId,
    chatId: chat.id as ChatId,
    chat: chatInfo(chat),
    status: isIn(new_chat_member) ? "active" : outOf(chat.type),
    changedAtMs: date * 1000,
  } as const;
  return { kind: "membership", membership };
}

function isIn({ status, is_member = true }: TelegramMember["new_chat_member"]): boolean {
  return status === "restricted" ? is_member : status !== "left" && status !== "kicked";
}

function outOf(chatType: "private" | "group" | "supergroup"): ChatStatus {
  return chatType === "private" ? "blocked" : "left";
}
