/** A payment comes into the books: its row and its credit in one statement, however often Telegram tells it. */
import { sql } from "kysely";
import type { LedgerEntry, Settled } from "../../model/ledger-entry.ts";
import type { Store } from "../open-store.ts";
import { settling, toSettled } from "../settle-entries.ts";
import { storableText } from "../storable.ts";

export type PaymentRecord = {
  /** The credit; its key is Telegram's id of the payment. */
  readonly entry: LedgerEntry;
  readonly stars: number;
  readonly invoicePayload: string;
  readonly paidAtMs: number;
};

/**
 * Where the id was known with another amount or payer (`conflict`), neither row changes. Rejects with the
 * AppErrors of `settleEntries`: then nobody may be told that the money has come.
 */
export async function recordPayment(store: Store, payment: PaymentRecord): Promise<Settled> {
  const { entry, stars, invoicePayload, paidAtMs } = payment;
  const { rows } = await sql`
    with settled as (select * from ${settling([entry])}),
    recorded as (
      insert into payments
        (telegram_payment_charge_id, user_id, stars, credited_nano_usd, invoice_payload, paid_at)
      select key, booked_user_id, cast(${stars} as integer), booked_amount_nano_usd,
        ${storableText(invoicePayload)}, cast(${new Date(paidAtMs)} as timestamptz)
      from settled
      where booked_user_id = ${entry.userId} and booked_amount_nano_usd = ${entry.amountNanoUsd}
      on conflict (telegram_payment_charge_id) do nothing
    )
    select * from settled`.execute(store.db);
  return toSettled(entry, rows[0]);
}
