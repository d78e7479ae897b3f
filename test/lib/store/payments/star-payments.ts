/** Payments and refunds for tests, built as the bot builds them. */
import { paymentEntry, refundEntry } from "../../../../lib/billing/ledger-entries.ts";
import type { UserId } from "../../../../lib/model/ids.ts";
import { nanoUsd } from "../../../../lib/model/money.ts";
import type { Store } from "../../../../lib/store/open-store.ts";
import { closeRefund } from "../../../../lib/store/payments/end-refund.ts";
import { openRefund } from "../../../../lib/store/payments/open-refund.ts";
import { recordPayment } from "../../../../lib/store/payments/record-payment.ts";

/** 2026-11-22 12:00 UTC */
export const paidAtMs = Date.UTC(2026, 10, 22, 12);

/** 100 Stars for $0.65. */
export function hundredStars(userId: UserId, chargeId: string) {
  return { userId, chargeId, stars: 100, creditedNanoUsd: nanoUsd(650_000_000) };
}

type Paid = ReturnType<typeof hundredStars>;

export function pay(store: Store, paid: Paid) {
  const { stars, chargeId } = paid;
  const entry = paymentEntry(paid);
  return recordPayment(store, { entry, stars, invoicePayload: `invoice of ${chargeId}`, paidAtMs });
}

export function askRefund(store: Store, { userId, chargeId }: Paid, nowMs = paidAtMs + 1000) {
  return openRefund(store, { chargeId, askerId: userId, isAdmin: false, nowMs });
}

export function giveBack(store: Store, paid: Paid, refundedAtMs = paidAtMs + 2000) {
  return closeRefund(store, { chargeId: paid.chargeId, entry: refundEntry(paid), refundedAtMs });
}
