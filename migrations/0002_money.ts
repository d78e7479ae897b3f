/** Money: the ledger and the one way into it, and what was paid in Telegram Stars. */
import { type Kysely, sql } from "kysely";

/*
 * Amounts are whole nano-dollars in a bigint. A user's balance and ledger_seq (in users) move together with
 * the ledger, in settle_entries and nowhere else, so that the balance is always the sum of the user's rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [ledger, settleEntries, payments]) await sql.raw(statement).execute(db);
}

/*
 * `key` names the operation and is the link to what it belongs to: a payment's row has the id of the payment,
 * its refund's `refund:` and the same id, a charge's turn, attempt, step and tool call.
 */
const ledger = `
create table balance_operations (
  id bigint generated always as identity primary key,
  key text not null unique,
  user_id bigint not null,
  -- The user's own count, from 1 without gaps.
  ledger_seq bigint not null check (ledger_seq > 0),
  kind text not null check (kind in ('charge', 'payment', 'refund', 'topup', 'starter')),
  amount_nano_usd bigint not null,
  balance_after_nano_usd bigint not null,
  turn_id text,
  note text not null,
  created_at timestamptz not null default now(),
  unique (user_id, ledger_seq),
  check (case kind when 'charge' then amount_nano_usd <= 0 when 'refund' then amount_nano_usd < 0
    when 'topup' then amount_nano_usd <> 0 else amount_nano_usd > 0 end)
);
create index balance_operations_charged on balance_operations (user_id, created_at) where kind = 'charge';
-- Rows come in the order of their time and stay there: what was written since when is found by pages.
create index balance_operations_created on balance_operations using brin (created_at);
create index balance_operations_turn on balance_operations (turn_id) where turn_id is not null;

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'balance_operations is append-only';
end $$;
create trigger balance_operations_append_only before update or delete on balance_operations
  for each row execute function refuse_ledger_change();`;

/*
 * Why a function: each statement within it sees what was committed before that statement began. So the users
 * are locked first, and whoever waited for that then sees every key and the balance the others left. One plain
 * statement would look for known keys in the time before the lock, and number rows that are then refused.
 */
const settleEntries = `
create function settle_entries(asked jsonb) returns table (
  key text, applied boolean, booked_user_id bigint, booked_amount_nano_usd bigint,
  balance_nano_usd bigint, ledger_seq bigint
) language plpgsql as $$
#variable_conflict use_column
declare
  account record;
  entry record;
  applied_positions bigint[] := array[]::bigint[];
begin
  -- Money may arrive before the name does.
  insert into users (id)
    select distinct (value ->> 'user_id')::bigint from jsonb_array_elements(asked) order by 1
    on conflict (id) do nothing;
  for account in
    select id, balance_nano_usd as balance, ledger_seq as seq from users
    where id in (select (value ->> 'user_id')::bigint from jsonb_array_elements(asked))
    order by id for no key update
  loop
    for entry in
      select position, value ->> 'key' as key, value ->> 'kind' as kind, value ->> 'turn_id' as turn_id,
        value ->> 'note' as note, (value ->> 'amount')::bigint as amount
      from jsonb_array_elements(asked) with ordinality as e(value, position)
      where (value ->> 'user_id')::bigint = account.id order by position
    loop
      insert into balance_operations
        (key, user_id, ledger_seq, kind, amount_nano_usd, balance_after_nano_usd, turn_id, note, created_at)
        values (entry.key, account.id, account.seq + 1, entry.kind, entry.amount,
          account.balance + entry.amount, entry.turn_id, entry.note, clock_timestamp())
        on conflict (key) do nothing;
      continue when not found;
      account.seq := account.seq + 1;
      account.balance := account.balance + entry.amount;
      applied_positions := applied_positions || entry.position;
    end loop;
    update users set balance_nano_usd = account.balance, ledger_seq = account.seq
      where id = account.id and ledger_seq < account.seq;
  end loop;
  return query
    select b.key, position = any(applied_positions), b.user_id, b.amount_nano_usd,
      u.balance_nano_usd, u.ledger_seq
    from jsonb_array_elements(asked) with ordinality as e(value, position)
    join balance_operations b on b.key = value ->> 'key'
    join users u on u.id = (value ->> 'user_id')::bigint
    order by position;
end $$;`;

const payments = `
create table payments (
  telegram_payment_charge_id text primary key,
  user_id bigint not null,
  stars integer not null check (stars > 0),
  credited_nano_usd bigint not null check (credited_nano_usd > 0),
  invoice_payload text not null,
  paid_at timestamptz not null,
  -- A refund is pending while Telegram is asked for it: the amount is held, and no ledger row is there yet.
  state text not null default 'paid' check (state in ('paid', 'refund_pending', 'refunded')),
  refund_opened_at timestamptz,
  refunded_at timestamptz,
  check ((state = 'refund_pending') <= (refund_opened_at is not null)),
  check ((state = 'refunded') = (refunded_at is not null))
);
create index payments_user on payments (user_id, paid_at desc);
create index payments_paid on payments (paid_at desc);
create index payments_pending on payments (user_id) where state = 'refund_pending';`;
