/** A word on money that has moved: handed to the person's thread, which says it once and does not forget to. */
import { type ChatId, type MessageId, threadId, type UpdateId } from "../lib/model/ids.ts";
import type { Inbound } from "../lib/model/inbound.ts";
import { threadOfChat } from "../lib/model/membership.ts";
import type { Payment } from "../lib/model/payment.ts";
import type { Receipt } from "../lib/model/receipt.ts";
import { readLocale } from "../lib/store/find-user.ts";
import { batcherOf } from "./batcher-of.ts";
import type { Surroundings } from "./store-update.ts";

/** `inbound` is the message that told of it. Rejects where the thread did not take it. */
export async function sendReceipt(
  inbound: Inbound,
  receipt: Receipt,
  { env, services }: Surroundings,
): Promise<void> {
  // From now on it is owed, however long Telegram had to say it again.
  const sentAtMs = services.clock.now();
  const owed: Inbound = { ...inbound, sentAtMs, content: { kind: "receipt", receipt } };
  await batcherOf(env, threadId(inbound.thread)).enqueue(owed, true);
}

/** Where no message told of it: to the payer's private chat. */
export async function sendOwnReceipt(
  { userId }: Pick<Payment, "userId">,
  receipt: Receipt,
  around: Surroundings,
): Promise<void> {
  const locale = await readLocale(around.services.store, userId);
  const inbound: Inbound = {
    updateId: await ownUpdateId(receipt),
    messageId: 0 as MessageId,
    thread: threadOfChat(Number(userId) as ChatId),
    chat: { type: "private" },
    from: { id: userId, firstName: "", ...(locale === null ? {} : { languageCode: locale }) },
    sentAtMs: 0,
    content: { kind: "receipt", receipt },
  };
  await sendReceipt(inbound, receipt, around);
}

const encoder = new TextEncoder();

/** Below zero, where Telegram has none; the same for the same event, so that a thread takes it once. */
async function ownUpdateId({ event, chargeId }: Receipt): Promise<UpdateId> {
  const named = encoder.encode(`${event} ${chargeId}`);
  const view = new DataView(await crypto.subtle.digest("SHA-256", named));
  return -(view.getUint32(0) * 2 ** 16 + view.getUint16(4) + 1) as UpdateId;
}
