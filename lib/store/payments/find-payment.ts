/** Looks payments up: one by Telegram's id, the newest of a user, all there are. */
import type { UserId } from "../../model/ids.ts";
import type { Payment } from "../../model/payment.ts";
import type { Store } from "../open-store.ts";
import { storableText } from "../storable.ts";
import { paymentColumns, toPayment } from "./payment-row.ts";

/** Whoever paid it: whether the asker may know is the caller's to decide. All reject with AppError `store_unavailable`. */
export async function findPayment(store: Store, chargeId: string): Promise<Payment | null> {
  const row = await payments(store)
    .where("telegram_payment_charge_id", "=", storableText(chargeId))
    .executeTakeFirst();
  return row === undefined ? null : toPayment(row);
}

/** Newest first. */
export async function readPayments(
  store: Store,
  userId: UserId,
  limit: number,
): Promise<readonly Payment[]> {
  const rows = await payments(store)
    .where("user_id", "=", String(userId))
    .orderBy("paid_at", "desc")
    .limit(limit)
    .execute();
  return rows.map(toPayment);
}

/** Everybody's, to be compared with Telegram's. */
export async function readAllPayments(store: Store): Promise<readonly Payment[]> {
  return (await payments(store).execute()).map(toPayment);
}

function payments(store: Store) {
  return store.db.selectFrom("payments").select(paymentColumns);
}
