/** Books what Telegram has and we have not, under the same key as the lost update would have: so never twice. */
import type { StarDifference } from "../../lib/billing/compare-stars.ts";
import { readInvoice } from "../../lib/billing/invoice-payload.ts";
import { paymentEntry, refundEntry } from "../../lib/billing/ledger-entries.ts";
import { formatUsd } from "../../lib/model/format-usd.ts";
import type { StarMovement } from "../../lib/model/payment.ts";
import type { Store } from "../../lib/store/open-store.ts";
import { closeRefund } from "../../lib/store/payments/end-refund.ts";
import { recordPayment } from "../../lib/store/payments/record-payment.ts";

export type Mending = {
  readonly store: Store;
  /** Of the invoices: what a payment is worth stands in its signed payload. */
  readonly key: CryptoKey;
};

/** What was done, or null where a person must look. */
export async function mendDifference(
  mending: Mending,
  difference: StarDifference,
): Promise<string | null> {
  if (difference.kind === "missing_credit") return credit(mending, difference.movement);
  if (difference.kind !== "missing_debit") return null;
  const { payment, movement } = difference;
  const given = {
    chargeId: payment.chargeId,
    entry: refundEntry(payment),
    refundedAtMs: movement.atMs,
  };
  const settled = await closeRefund(mending.store, given);
  return settled === null ? null : `took back ${formatUsd(payment.creditedNanoUsd, "en")}`;
}

async function credit({ store, key }: Mending, movement: StarMovement): Promise<string | null> {
  const { userId, chargeId, stars, invoicePayload, atMs } = movement;
  const invoice = await readInvoice(key, invoicePayload);
  if ("reason" in invoice || invoice.userId !== userId || invoice.stars !== stars) return null;
  const { creditedNanoUsd } = invoice;
  const entry = paymentEntry({ userId, chargeId, stars, creditedNanoUsd });
  const settled = await recordPayment(store, { entry, stars, invoicePayload, paidAtMs: atMs });
  return settled.conflict === undefined ? `credited ${formatUsd(creditedNanoUsd, "en")}` : null;
}
