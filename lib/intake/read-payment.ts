/** Telegram's words on payments, in ours. */
import type { CheckoutQuery } from "../model/checkout.ts";
import type { UserId } from "../model/ids.ts";
import type { StarsReport } from "../model/stars-report.ts";
import { readSender } from "./read-sender.ts";
import { paymentSchema, type TelegramCheckout } from "./update-schema.ts";

export function readCheckout({ id, from, ...asked }: TelegramCheckout): CheckoutQuery {
  return {
    queryId: id,
    payer: readSender(from),
    currency: asked.currency,
    totalAmount: asked.total_amount,
    payload: asked.invoice_payload,
  };
}

type Told = { readonly payerId: UserId; readonly atMs: number };

/** Null where it is no payment. */
export function readPayment(field: unknown, { payerId, atMs }: Told): StarsReport | null {
  const paid = paymentSchema.safeParse(field);
  if (!paid.success) return null;
  const { currency, total_amount, invoice_payload, telegram_payment_charge_id } = paid.data;
  return {
    payerId,
    atMs,
    currency,
    totalAmount: total_amount,
    payload: invoice_payload,
    chargeId: telegram_payment_charge_id,
  };
}
