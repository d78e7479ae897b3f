/** Ledger entries for tests: a key, a user and an amount say all. */
import type { UserId } from "../../../lib/model/ids.ts";
import type { LedgerEntry } from "../../../lib/model/ledger-entry.ts";
import { nanoUsd } from "../../../lib/model/money.ts";

export const ada = 11 as UserId;
export const bo = 12 as UserId;

/** Below zero a charge, else a top-up. */
export function entry(userId: UserId, key: string, amount: number): LedgerEntry {
  const kind = amount > 0 ? "topup" : "charge";
  return { key, userId, kind, amountNanoUsd: nanoUsd(amount), turnId: null, note: `for ${key}` };
}
