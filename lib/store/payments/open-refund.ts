/** The first half of a refund: the amount is held, so that it cannot be refunded twice while Telegram is asked. */
import { sql } from "kysely";
import * as z from "zod";
import type { UserId } from "../../model/ids.ts";
import { type Payment, refundWindowMs } from "../../model/payment.ts";
import type { Store } from "../open-store.ts";
import { storableText } from "../storable.ts";
import { toPayment } from "./payment-row.ts";

export type RefundAsk = {
  readonly chargeId: string;
  readonly askerId: UserId;
  /** May refund what others paid; every other rule holds for admins too. */
  readonly isAdmin: boolean;
  readonly nowMs: number;
};

/**
 * `pending`: a refund is open already. If nobody is at work on it any more, asking Telegram again is safe:
 * it refuses what it has refunded.
 */
export type OpenedRefund =
  | { readonly kind: "opened"; readonly payment: Payment }
  | {
      readonly reason: "pending" | "refunded" | "too_old" | "insufficient_balance";
      readonly payment: Payment;
    }
  | { readonly reason: "unknown" | "other_payer" };

const judgement = z.looseObject({
  reason: z
    .enum(["other_payer", "refunded", "pending", "too_old", "insufficient_balance"])
    .nullable(),
});

/**
 * The payer's row is locked first, and only then looked at: of two refunds that one balance covers, one
 * opens. What is spent afterwards may still take the balance below zero, as any request may (design §6).
 * Rejects with AppError `store_unavailable`.
 */
export async function openRefund(store: Store, ask: RefundAsk): Promise<OpenedRefund> {
  const chargeId = storableText(ask.chargeId);
  const lockPayer = sql`select 1 from users
    where id = (select user_id from payments where telegram_payment_charge_id = ${chargeId})
    for no key update`;
  const [, rows = []] = await store.transact([
    lockPayer.compile(store.db),
    judging({ ...ask, chargeId }).compile(store.db),
  ]);
  const [row] = rows;
  if (row === undefined) return { reason: "unknown" };
  const { reason } = judgement.parse(row);
  if (reason === "other_payer") return { reason };
  const payment = toPayment(row);
  if (reason !== null) return { reason, payment };
  return {
    kind: "opened",
    payment: { ...payment, state: "refund_pending", refundOpenedAtMs: ask.nowMs },
  };
}

/** The rules in the order in which they are told (original-behaviour §4.9). */
function judging({ chargeId, askerId, isAdmin, nowMs }: RefundAsk) {
  const paidSince = new Date(nowMs - refundWindowMs);
  return sql`
    with held as (
      select coalesce(sum(other.credited_nano_usd), 0) as nano_usd
      from payments mine join payments other
        on other.user_id = mine.user_id and other.state = 'refund_pending'
      where mine.telegram_payment_charge_id = ${chargeId}
    ),
    judged as (
      select payments.*, case
        when user_id <> ${askerId} and not cast(${isAdmin} as boolean) then 'other_payer'
        when state = 'refunded' then 'refunded'
        when state = 'refund_pending' then 'pending'
        when paid_at < cast(${paidSince} as timestamptz) then 'too_old'
        when balance_nano_usd - held.nano_usd < credited_nano_usd then 'insufficient_balance'
      end as reason
      from payments join users on users.id = user_id, held
      where telegram_payment_charge_id = ${chargeId}
    ),
    opened as (
      update payments set state = 'refund_pending',
        refund_opened_at = cast(${new Date(nowMs)} as timestamptz)
      from judged
      where payments.telegram_payment_charge_id = judged.telegram_payment_charge_id
        and judged.reason is null and payments.state = 'paid'
    )
    select * from judged`;
}
