/** A row of payments, read. */
import * as z from "zod";
import type { Payment } from "../../model/payment.ts";
import { nanoUsdColumn, userIdColumn } from "../money-columns.ts";

const timestamp = z.date().transform((date) => date.getTime());

const paymentRow = z.object({
  telegram_payment_charge_id: z.string(),
  user_id: userIdColumn,
  stars: z.int(),
  credited_nano_usd: nanoUsdColumn,
  paid_at: timestamp,
  state: z.enum(["paid", "refund_pending", "refunded"]),
  refund_opened_at: timestamp.nullable(),
  refunded_at: timestamp.nullable(),
});

export const paymentColumns = [
  "telegram_payment_charge_id",
  "user_id",
  "stars",
  "credited_nano_usd",
  "paid_at",
  "state",
  "refund_opened_at",
  "refunded_at",
] as const;

export function toPayment(row: unknown): Payment {
  const read = paymentRow.parse(row);
  return {
    chargeId: read.telegram_payment_charge_id,
    userId: read.user_id,
    stars: read.stars,
    creditedNanoUsd: read.credited_nano_usd,
    paidAtMs: read.paid_at,
    state: read.state,
    refundOpenedAtMs: read.refund_opened_at,
    refundedAtMs: read.refunded_at,
  };
}
