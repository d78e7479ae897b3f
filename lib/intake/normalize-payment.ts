/** Service messages on payments: only the field that Telegram itself sets counts, never what anybody writes (faults F42). */
import type { UpdateId } from "../model/ids.ts";
import type { Sender } from "../model/inbound.ts";
import { inboundOf } from "./inbound-of.ts";
import { ignored, type Normalized } from "./normalized.ts";
import { readPayment } from "./read-payment.ts";
import type { TelegramMessage } from "./update-schema.ts";

type From = { readonly updateId: UpdateId; readonly author: Sender; readonly botId: number };

/** Null for every other message. */
export function normalizePayment(message: TelegramMessage, from: From): Normalized | null {
  const { successful_payment: paid, refunded_payment: refunded } = message;
  if (paid === undefined && refunded === undefined) return null;
  // Who pays is a person, also where they write in the name of a chat.
  const payerId = message.from?.id ?? from.author.id;
  const told = { payerId: payerId as Sender["id"], atMs: message.date * 1000 };
  const payment = readPayment(paid ?? refunded, told);
  if (!payment) return ignored("payment_unreadable");
  const content = { kind: "unsupported", what: "payment" } as const;
  const inbound = inboundOf(message, { ...from, content });
  return { kind: paid === undefined ? "refund" : "payment", payment, inbound };
}
