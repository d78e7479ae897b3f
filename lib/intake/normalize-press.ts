/** A press of an inline button (Bot API, CallbackQuery) becomes an Inbound of the presser's own thread. */
import type { MessageId, UpdateId } from "../model/ids.ts";
import { chatInfo, threadAddress } from "./inbound-of.ts";
import type { Normalized } from "./normalized.ts";
import { readSender } from "./read-sender.ts";
import type { TelegramPress } from "./update-schema.ts";

/** Whatever the button said, the press must be answered: nothing here is ignored. */
export function normalizePress(press: TelegramPress, updateId: UpdateId): Normalized {
  const { id: queryId, from, data = "", message } = press;
  const topicId = message?.is_topic_message ? message.message_thread_id : undefined;
  const inbound = {
    updateId,
    messageId: (message?.message_id ?? 0) as MessageId,
    thread: threadAddress(message?.chat.id ?? from.id, topicId, from.id),
    chat: message ? chatInfo(message.chat) : { type: "private" as const },
    from: readSender(from),
    sentAtMs: (message?.date ?? 0) * 1000,
    content: { kind: "press" as const, queryId, data },
  };
  return { kind: "inbound", inbound, addressed: true };
}
