/** The second half of a refund: Telegram has given the Stars back, or has refused to. */
import { sql } from "kysely";
import type { LedgerEntry, Settled } from "../../model/ledger-entry.ts";
import type { Store } from "../open-store.ts";
import { settling, toSettled } from "../settle-entries.ts";
import { storableText } from "../storable.ts";

export type GivenBack = {
  readonly chargeId: string;
  /** Takes away what the payment credited. */
  readonly entry: LedgerEntry;
  readonly refundedAtMs: number;
};

/**
 * The refund's ledger row and the payment's state in one statement. Also for Stars that went back without
 * an open refund: they are gone, whoever gave them. Null where there is no such payment of this user and
 * amount. Rejects with the AppErrors of `settleEntries`; then the refund stays pending: close it again.
 */
export async function closeRefund(store: Store, given: GivenBack): Promise<Settled | null> {
  const { entry, refundedAtMs } = given;
  const chargeId = storableText(given.chargeId);
  // The payment's row is locked behind the user's, as openRefund does it.
  const { rows } = await sql`
    with settled as materialized (
      select settled.* from payments, lateral ${settling([entry])} as settled
      where telegram_payment_charge_id = ${chargeId}
        and user_id = ${entry.userId} and credited_nano_usd = ${-entry.amountNanoUsd}
    ),
    closed as (
      update payments set state = 'refunded', refund_opened_at = null,
        refunded_at = cast(${new Date(refundedAtMs)} as timestamptz)
      from settled where telegram_payment_charge_id = ${chargeId} and state <> 'refunded'
    )
    select * from settled`.execute(store.db);
  return rows.length === 0 ? null : toSettled(entry, rows[0]);
}

/**
 * Only where Telegram has refused, for what it may have done must stay pending. True where a refund was
 * open and no longer is. Rejects with AppError `store_unavailable`.
 */
export async function abandonRefund(store: Store, chargeId: string): Promise<boolean> {
  const abandoned = await store.db
    .updateTable("payments")
    .set({ state: "paid", refund_opened_at: null })
    .where("telegram_payment_charge_id", "=", storableText(chargeId))
    .where("state", "=", "refund_pending")
    .executeTakeFirst();
  return abandoned.numUpdatedRows > 0n;
}
