/** One operation on a user's balance, as it is asked of the ledger: append-only, applied once per key. */
import type { TurnId, UserId } from "./ids.ts";
import type { NanoUsd } from "./money.ts";

export type LedgerKind = "charge" | "payment" | "refund" | "topup" | "starter";

export type LedgerEntry = {
  /** Names the operation, not its delivery: whatever is repeated carries the same key. */
  readonly key: string;
  readonly userId: UserId;
  readonly kind: LedgerKind;
  /** What the balance changes by: charges and refunds are negative, credits positive. */
  readonly amountNanoUsd: NanoUsd;
  readonly turnId: TurnId | null;
  /** For operators and receipts: figures and names, no words of a user. */
  readonly note: string;
};
