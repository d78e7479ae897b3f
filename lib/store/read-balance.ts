/** What a user has, as the ledger says. */
import { sql } from "kysely";
import * as z from "zod";
import type { UserId } from "../model/ids.ts";
import type { Balance } from "../model/ledger-entry.ts";
import { countColumn, nanoUsdColumn } from "./money-columns.ts";
import type { Store } from "./open-store.ts";

const balanceRow = z.object({
  balance_nano_usd: nanoUsdColumn,
  ledger_seq: countColumn,
  held_nano_usd: nanoUsdColumn,
});

/** Null for somebody nobody knows yet; with ledgerSeq 0 no money has ever moved. Rejects with AppError `store_unavailable`. */
export async function readBalance(store: Store, userId: UserId): Promise<Balance | null> {
  const found = await store.db
    .selectFrom("users")
    .select(["balance_nano_usd", "ledger_seq"])
    .select(
      sql<string>`(select coalesce(sum(credited_nano_usd), 0)::bigint from payments
        where user_id = users.id and state = 'refund_pending')`.as("held_nano_usd"),
    )
    .where("id", "=", String(userId))
    .executeTakeFirst();
  if (found === undefined) return null;
  const row = balanceRow.parse(found);
  return {
    balanceNanoUsd: row.balance_nano_usd,
    ledgerSeq: row.ledger_seq,
    heldNanoUsd: row.held_nano_usd,
  };
}
