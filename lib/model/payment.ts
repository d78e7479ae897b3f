/** A payment in Telegram Stars, as the books have it. */
import type { UserId } from "./ids.ts";
import type { NanoUsd } from "./money.ts";

/** `refund_pending` while Telegram is asked to give the Stars back; what it refuses is `paid` again. */
export type PaymentState = "paid" | "refund_pending" | "refunded";

export type Payment = {
  /** Telegram's `telegram_payment_charge_id`; also the key of the payment's ledger entry. */
  readonly chargeId: string;
  readonly userId: UserId;
  readonly stars: number;
  readonly creditedNanoUsd: NanoUsd;
  readonly paidAtMs: number;
  readonly state: PaymentState;
  /** Null unless the refund is pending. */
  readonly refundOpenedAtMs: number | null;
  readonly refundedAtMs: number | null;
};

/** 30 days (original-behaviour §4.9). */
export const refundWindowMs = 30 * 24 * 60 * 60_000;

/** A payment or the refund of one, as Telegram has it. */
export type StarMovement = {
  readonly kind: "payment" | "refund";
  readonly chargeId: string;
  readonly userId: UserId;
  readonly stars: number;
  readonly invoicePayload: string;
  readonly atMs: number;
};
