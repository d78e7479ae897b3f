/** Keeps an update so that Telegram may forget it: in its thread, or in R2 where the thread fails again and again. */
import * as z from "zod";
import type { Normalized } from "../lib/intake/normalized.ts";
import type { ChatId } from "../lib/model/ids.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { bringIn, spilledOf, spillKey } from "./spill.ts";
import { type Surroundings, storeUpdate } from "./store-update.ts";

type Received = { readonly json: unknown; readonly update: Normalized };

/** So many times Telegram is asked to come again: it sends nothing else of the chat meanwhile. */
const maxRefusals = 3;
const maxCounted = 1000;

/*
 * Both live in this isolate's memory. Where Telegram's next try meets another isolate, that one counts for
 * itself: it takes more tries, never endless ones. Where a chat's next update meets one that does not know of
 * the spill, cron brings it in, up to five minutes later and then after what was said meanwhile.
 */
const refusals = new Map<number, number>();
const chatsWithSpill = new Set<ChatId>();

const numbered = z.looseObject({ update_id: z.int() });

/** Resolves when it is durable. Rejects where Telegram must send it again. */
export async function keepUpdate(received: Received, around: Surroundings): Promise<void> {
  const chatId = chatOf(received.update);
  if (chatId === null) return storeUpdate(received.update, around);
  if (chatsWithSpill.has(chatId)) await bringInEarlier(chatId, around);
  try {
    await storeUpdate(received.update, around);
  } catch (thrown) {
    const { update_id: updateId } = numbered.parse(received.json);
    if (!isRefusedEnough(updateId)) throw thrown;
    await around.env.FILES.put(spillKey(chatId, updateId), JSON.stringify(received.json));
    chatsWithSpill.add(chatId);
    around.services.log.error("update.spilled", { update: updateId, ...describeError(thrown) });
  }
}

async function bringInEarlier(chatId: ChatId, around: Surroundings): Promise<void> {
  try {
    const { left } = await bringIn(spilledOf(chatId), around);
    if (left === 0) chatsWithSpill.delete(chatId);
  } catch (thrown) {
    // R2 is away: what is said now does not wait for what was said before.
    around.services.log.warn("update.spill_unread", { chat: chatId, ...describeError(thrown) });
  }
}

function isRefusedEnough(updateId: number): boolean {
  const count = refusals.get(updateId) ?? 0;
  refusals.delete(updateId);
  if (count >= maxRefusals) return true;
  refusals.set(updateId, count + 1);
  const [oldest] = refusals.keys();
  if (refusals.size > maxCounted && oldest !== undefined) refusals.delete(oldest);
  return false;
}

/** Null for what is not kept in its stead. */
function chatOf(update: Normalized): ChatId | null {
  switch (update.kind) {
    case "inbound":
    case "edit":
    case "anonymous":
      return update.inbound.thread.chatId;
    case "stop":
      return update.thread.chatId;
    case "membership":
      return update.membership.chatId;
    case "migration":
      return update.toChatId;
    // Money waits for nothing and is kept by nobody else: Telegram sends it until it is booked.
    case "checkout":
    case "payment":
    case "refund":
    case "ignored":
      return null;
  }
}
