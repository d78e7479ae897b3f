/** What a user has spent and Postgres may not have yet: durable here before the step that caused it counts as done. */
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import { type NanoUsd, nanoUsd } from "../../model/money.ts";
import type { Sql } from "../sql.ts";

export type Charges = ReturnType<typeof openCharges>;

/** A thread repeats a charge until it is acknowledged; after that only the ledger itself knows the key. */
const keepSettledMs = 25 * 60 * 60 * 1000;

type Row = { entry: string };
type Sum = { amount: number | null };

export function openCharges(sql: Sql) {
  const sum = (where: string, ...bindings: number[]): NanoUsd => {
    const query = `select sum(amount) as amount from charges where ${where}`;
    return nanoUsd(sql.exec<Sum>(query, ...bindings).toArray()[0]?.amount ?? 0);
  };

  return {
    /** False where it is known already. */
    note(entry: LedgerEntry, nowMs: number): boolean {
      const inserted = sql.exec(
        `insert or ignore into charges (key, entry, amount, noted_at)
         values (?, ?, ?, ?) returning key`,
        entry.key,
        JSON.stringify(entry),
        entry.amountNanoUsd,
        nowMs,
      );
      return inserted.toArray().length === 1;
    },

    /** The oldest first. */
    unsettled(limit: number): LedgerEntry[] {
      return sql
        .exec<Row>(
          "select entry from charges where settled_at is null order by noted_at, key limit ?",
          limit,
        )
        .toArray()
        .map(({ entry }) => JSON.parse(entry) as LedgerEntry);
    },

    settled(keys: readonly string[], nowMs: number): void {
      for (const key of keys)
        sql.exec("update charges set settled_at = ? where key = ?", nowMs, key);
      sql.exec("delete from charges where settled_at < ?", nowMs - keepSettledMs);
    },

    /** At most zero. */
    unsettledNanoUsd: () => sum("settled_at is null"),

    /** What was charged since then, as an amount of at least zero. `sinceMs` is at most a day ago. */
    spentSinceNanoUsd: (sinceMs: number) => nanoUsd(-sum("noted_at >= ?", sinceMs)),
  };
}
