/** Money moves here and nowhere else: ledger rows and balance in one statement, however often it is sent. */
import { type RawBuilder, sql } from "kysely";
import * as z from "zod";
import type { LedgerEntry, Settled } from "../model/ledger-entry.ts";
import { countColumn, nanoUsdColumn, userIdColumn } from "./money-columns.ts";
import type { Store } from "./open-store.ts";
import { storableJson } from "./storable.ts";

const settledRow = z.object({
  key: z.string(),
  applied: z.boolean(),
  booked_user_id: userIdColumn,
  booked_amount_nano_usd: nanoUsdColumn,
  balance_nano_usd: nanoUsdColumn,
  ledger_seq: countColumn,
});

/**
 * One answer per entry, in order. When it resolves, every entry is committed; users not known yet are now.
 * Rejects with AppError: `store_unavailable` (whether it was applied is unknown: send it again), or
 * `store_rejected` for an entry whose amount has the wrong sign for its kind; then nothing was applied.
 */
export async function settleEntries(
  store: Store,
  entries: readonly LedgerEntry[],
): Promise<readonly Settled[]> {
  if (entries.length === 0) return [];
  const { rows } = await sql`select * from ${settling(entries)}`.execute(store.db);
  return entries.map((entry, index) => toSettled(entry, rows[index]));
}

/** `settle_entries` of migration 0002, for statements that do more than settle. */
export function settling(entries: readonly LedgerEntry[]): RawBuilder<unknown> {
  const asked = entries.map(({ key, userId, kind, amountNanoUsd, turnId, note }) => {
    return { key, user_id: userId, kind, amount: amountNanoUsd, turn_id: turnId, note };
  });
  return sql`settle_entries(cast(${storableJson(asked)} as jsonb))`;
}

/** `found` is the entry's row of {@link settling}. */
export function toSettled(asked: LedgerEntry, found: unknown): Settled {
  const row = settledRow.parse(found);
  const booked = { userId: row.booked_user_id, amountNanoUsd: row.booked_amount_nano_usd };
  const isAsAsked = booked.userId === asked.userId && booked.amountNanoUsd === asked.amountNanoUsd;
  return {
    key: row.key,
    applied: row.applied,
    balanceAfterNanoUsd: row.balance_nano_usd,
    ledgerSeq: row.ledger_seq,
    ...(isAsAsked ? {} : { conflict: booked }),
  };
}
