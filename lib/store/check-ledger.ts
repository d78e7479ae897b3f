/** Proves the books: every balance is the sum of its ledger, every ledger a chain, every payment booked. */
import { type RawBuilder, sql } from "kysely";
import * as z from "zod";
import type { UserId } from "../model/ids.ts";
import { countColumn, userIdColumn } from "./money-columns.ts";
import type { Store } from "./open-store.ts";

const reasons = [
  "balance_is_not_the_sum",
  "sequence_has_gaps",
  "chain_is_broken",
  "payment_without_credit",
  "credit_without_payment",
  "refund_without_debit",
  "debit_without_refund",
  "refund_left_open",
] as const;

export type LedgerProblem = {
  readonly userId: UserId;
  readonly reason: (typeof reasons)[number];
  /** The figures that differ, or the key of the payment. */
  readonly detail: string;
};

export type LedgerCheck = {
  readonly users: number;
  readonly operations: number;
  readonly problems: readonly LedgerProblem[];
};

export type CheckedLedger = {
  /** Only users with an operation since then, each from the first operation on; null: everybody. Open refunds are always looked for. */
  readonly sinceMs: number | null;
  /** How many problems are listed at most. */
  readonly limit: number;
};

const problemRow = z
  .object({ user_id: userIdColumn, reason: z.enum(reasons), detail: z.string() })
  .transform(({ user_id, ...problem }) => ({ userId: user_id, ...problem }));

const countRow = z.object({ users: countColumn, operations: countColumn });

/** One request. Rejects with AppError `store_unavailable`. */
export async function checkLedger(
  store: Store,
  { sinceMs, limit }: CheckedLedger,
): Promise<LedgerCheck> {
  const scope = scopeOf(sinceMs);
  const [counted = [], found = []] = await store.transact([
    counting(scope).compile(store.db),
    findingProblems(scope, limit).compile(store.db),
  ]);
  const { users, operations } = countRow.parse(counted[0]);
  return { users, operations, problems: z.array(problemRow).parse(found) };
}

/** A condition on a column `user_id`. */
function scopeOf(sinceMs: number | null): RawBuilder<unknown> {
  if (sinceMs === null) return sql`true`;
  return sql`user_id in (
    select user_id from balance_operations
    where created_at >= cast(${new Date(sinceMs)} as timestamptz)
  )`;
}

function counting(scope: RawBuilder<unknown>) {
  return sql`
    select (select count(*) from (select id as user_id from users) as everybody where ${scope}) as users,
      (select count(*) from balance_operations where ${scope}) as operations`;
}

/** One statement, because its parts must see the same moment. */
function findingProblems(scope: RawBuilder<unknown>, limit: number) {
  return sql`
    with operations as (
      select user_id, key, kind, ledger_seq, amount_nano_usd, balance_after_nano_usd,
        row_number() over so_far as expected_seq, sum(amount_nano_usd) over so_far as expected_after
      from balance_operations where ${scope}
      window so_far as (partition by user_id order by ledger_seq)
    ),
    ledgers as (
      select user_id, count(*) as operations, sum(amount_nano_usd) as total,
        min(ledger_seq) filter (where ledger_seq <> expected_seq) as gap_at,
        min(ledger_seq) filter (where balance_after_nano_usd <> expected_after) as break_at
      from operations group by user_id
    ),
    accounts as (
      select coalesce(u.user_id, l.user_id) as user_id, balance_nano_usd as balance, ledger_seq,
        coalesce(total, 0) as total, coalesce(operations, 0) as operations, gap_at, break_at
      from (
        select * from (select id as user_id, balance_nano_usd, ledger_seq from users) as everybody
        where ${scope}
      ) as u
      full join ledgers as l on l.user_id = u.user_id
    ),
    bookings as (
      select user_id, telegram_payment_charge_id as key, credited_nano_usd as amount, state
      from payments where ${scope}
    )
    select * from (
      select user_id, 'balance_is_not_the_sum' as reason,
        concat('balance ', balance, ', sum ', total) as detail
      from accounts where balance is distinct from total
      union all
      select user_id, 'sequence_has_gaps', concat('sequence ', ledger_seq, ', operations ', operations,
        case when gap_at is not null then ', first at ' || gap_at end)
      from accounts where gap_at is not null or ledger_seq is distinct from operations
      union all
      select user_id, 'chain_is_broken', concat('from operation ', break_at)
      from accounts where break_at is not null
      union all
      select b.user_id, 'payment_without_credit', b.key from bookings as b
      left join balance_operations as o
        on o.key = b.key and o.kind = 'payment' and o.user_id = b.user_id and o.amount_nano_usd = b.amount
      where o.key is null
      union all
      select o.user_id, 'credit_without_payment', o.key from operations as o
      left join payments as p on p.telegram_payment_charge_id = o.key
      where o.kind = 'payment' and p.user_id is null
      union all
      select b.user_id, 'refund_without_debit', b.key from bookings as b
      left join balance_operations as o
        on o.key = 'refund:' || b.key and o.user_id = b.user_id and o.amount_nano_usd = -b.amount
      where b.state = 'refunded' and o.key is null
      union all
      select o.user_id, 'debit_without_refund', o.key from operations as o
      left join payments as p
        on p.telegram_payment_charge_id = case when starts_with(o.key, 'refund:') then substr(o.key, 8) end
        and p.state = 'refunded'
      where o.kind = 'refund' and p.user_id is null
      union all
      select user_id, 'refund_left_open', telegram_payment_charge_id from payments
      where state = 'refund_pending' and refund_opened_at < now() - interval '5 minutes'
    ) as problems order by user_id, reason, detail limit ${limit}`;
}
