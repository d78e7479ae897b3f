/** Refunds that were begun and not ended: whoever was at work on them died, or Telegram's answer was lost. */
import type { Payment } from "../../model/payment.ts";
import type { Store } from "../open-store.ts";
import { paymentColumns, toPayment } from "./payment-row.ts";

export type OpenRefunds = {
  /** Begun before this; what is younger may still be at work. */
  readonly beforeMs: number;
  readonly limit: number;
};

/** The oldest first. Rejects with AppError `store_unavailable`. */
export async function readOpenRefunds(
  store: Store,
  { beforeMs, limit }: OpenRefunds,
): Promise<readonly Payment[]> {
  const rows = await store.db
    .selectFrom("payments")
    .select(paymentColumns)
    .where("state", "=", "refund_pending")
    .where("refund_opened_at", "<", new Date(beforeMs))
    .orderBy("refund_opened_at")
    .limit(limit)
    .execute();
  return rows.map(toPayment);
}
