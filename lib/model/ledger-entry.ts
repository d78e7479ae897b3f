/** One operation on a user's balance, as it is asked of the ledger and as it stands there: append-only, applied once per key. */
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

/** What became of an entry: it is in the ledger now, whether this call brought it there or an earlier one. */
export type Settled = {
  readonly key: string;
  /** False where the key was known: then nothing has moved. */
  readonly applied: boolean;
  /** The user's newest, behind all entries of the call: the same for each of them. */
  readonly balanceAfterNanoUsd: NanoUsd;
  /** How many operations the user's ledger has; the greater of two tells the newer balance. */
  readonly ledgerSeq: number;
  /** What the key stands for where that is another user or amount: the first stays, and somebody should know. */
  readonly conflict?: { readonly userId: UserId; readonly amountNanoUsd: NanoUsd };
};

export type Balance = {
  readonly balanceNanoUsd: NanoUsd;
  readonly ledgerSeq: number;
  /** Of refunds that Telegram is being asked for: still in the balance, not to be spent any more. */
  readonly heldNanoUsd: NanoUsd;
};

/** An entry as it stands in the ledger. */
export type LedgerOperation = LedgerEntry & {
  /** The user's own count, from 1 without gaps. */
  readonly ledgerSeq: number;
  readonly balanceAfterNanoUsd: NanoUsd;
  readonly atMs: number;
};
