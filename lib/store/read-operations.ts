/** What a user's ledger tells: the last operations, and how much was spent since when. */
import { sql } from "kysely";
import * as z from "zod";
import type { TurnId, UserId } from "../model/ids.ts";
import type { LedgerOperation } from "../model/ledger-entry.ts";
import type { NanoUsd } from "../model/money.ts";
import { countColumn, nanoUsdColumn } from "./money-columns.ts";
import type { Store } from "./open-store.ts";

export type OperationsPage = {
  readonly limit: number;
  /** Only operations older than this one; absent: from the newest. */
  readonly beforeSeq?: number;
};

const operationRow = z.object({
  key: z.string(),
  ledger_seq: countColumn,
  kind: z.enum(["charge", "payment", "refund", "topup", "starter"]),
  amount_nano_usd: nanoUsdColumn,
  balance_after_nano_usd: nanoUsdColumn,
  turn_id: z.string().nullable(),
  note: z.string(),
  created_at: z.date(),
});

/** Newest first. Rejects with AppError `store_unavailable`. */
export async function readOperations(
  store: Store,
  userId: UserId,
  { limit, beforeSeq }: OperationsPage,
): Promise<readonly LedgerOperation[]> {
  let query = store.db
    .selectFrom("balance_operations")
    .selectAll()
    .where("user_id", "=", String(userId))
    .orderBy("ledger_seq", "desc")
    .limit(limit);
  if (beforeSeq !== undefined) query = query.where("ledger_seq", "<", String(beforeSeq));
  return (await query.execute()).map((row) => toOperation(userId, row));
}

/** Sums of charges, not below zero, one for each instant in order. Rejects with AppError `store_unavailable`. */
export async function spendSince(
  store: Store,
  userId: UserId,
  sinceMs: readonly number[],
): Promise<readonly NanoUsd[]> {
  const instants = sinceMs.map((ms) => new Date(ms).toISOString());
  const { rows } = await sql<{ readonly spent: string }>`
    select (
      select coalesce(-sum(amount_nano_usd), 0)::bigint from balance_operations
      where user_id = ${userId} and kind = 'charge' and created_at >= since
    ) as spent
    from unnest(cast(${instants} as timestamptz[])) with ordinality as asked(since, position)
    order by position`.execute(store.db);
  return rows.map(({ spent }) => nanoUsdColumn.parse(spent));
}

function toOperation(userId: UserId, row: unknown): LedgerOperation {
  const read = operationRow.parse(row);
  return {
    key: read.key,
    userId,
    kind: read.kind,
    amountNanoUsd: read.amount_nano_usd,
    turnId: read.turn_id as TurnId | null,
    note: read.note,
    ledgerSeq: read.ledger_seq,
    balanceAfterNanoUsd: read.balance_after_nano_usd,
    atMs: read.created_at.getTime(),
  };
}
