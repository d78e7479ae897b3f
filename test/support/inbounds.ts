/** Messages as the webhook hands them to a thread, with what a test cares about replaced. */
import type { House } from "../../lib/commands/command.ts";
import type { MediaOutcome } from "../../lib/model/attachment.ts";
import type { BatchItem } from "../../lib/model/batch.ts";
import type {
  ChatId,
  MessageId,
  ThreadAddress,
  TopicId,
  UpdateId,
  UserId,
} from "../../lib/model/ids.ts";
import type { Content, Inbound } from "../../lib/model/inbound.ts";

export const noonMs = Date.UTC(2026, 10, 22, 12);

export const adasThread: ThreadAddress = {
  chatId: 42 as ChatId,
  topicId: 0 as TopicId,
  userId: 42 as UserId,
};

/** `id` names the update; its message has the same number unless told otherwise. */
export function textInbound(id: number, text: string, messageId = id): Inbound {
  return inboundOf(id, { kind: "text", text }, messageId);
}

export function commandInbound(id: number, name: string): Inbound {
  return inboundOf(id, { kind: "command", name, args: "" });
}

export function inboundOf(id: number, content: Content, messageId = id): Inbound {
  return {
    updateId: id as UpdateId,
    messageId: messageId as MessageId,
    thread: adasThread,
    chat: { type: "private" },
    from: { id: 42 as UserId, firstName: "Ada", languageCode: "en" },
    sentAtMs: noonMs,
    content,
  };
}

/** Where answers cost something, and nobody is an admin. */
export const house: House = { isBilled: true, adminIds: [] };

export function itemOf(inbound: Inbound, media: readonly MediaOutcome[] = []): BatchItem {
  return { inbound, media };
}
