/** One user's account as the rest of Ferry sees it: what may be begun, what was spent, what is left. */
import type { ThreadId, UserId } from "./ids.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import type { NanoUsd } from "./money.ts";

/** Permission for one turn: one of the user's places for turns at the same time. */
export type Grant = { readonly ticket: number };

export type Asking = {
  readonly userId: UserId;
  /** A thread runs one turn at a time: asked again, the newer grant takes the place of the older. */
  readonly threadId: ThreadId;
  /** What this thread's earlier turns have used and nobody acknowledged yet: counted before anything is decided. */
  readonly owed: readonly LedgerEntry[];
};

export type Refusal = {
  readonly kind: "refused";
  readonly reason:
    | "insufficient_balance"
    /** A user who has never paid, and has had so many turns within the hour. */
    | "too_many_turns"
    /** This user has spent what one may spend on a day. */
    | "daily_limit"
    /** All users together have spent what a day may cost. */
    | "daily_cap"
    /** Neither Account nor Redis nor Postgres knows the balance, and this thread had its one turn on trust. */
    | "balance_unknown";
  /** Null where it is unknown. */
  readonly balanceNanoUsd: NanoUsd | null;
  /** False where they were told a few seconds ago. */
  readonly tell: boolean;
  /** When the same question may get another answer; 0 where that is not a matter of time. */
  readonly retryAfterMs: number;
};

export type Authorization =
  | { readonly kind: "granted"; readonly grant: Grant }
  /** All places are taken. */
  | { readonly kind: "busy"; readonly retryAfterMs: number }
  | Refusal;

/** A paid tool that is about to run. */
export type HoldAsked = {
  readonly ticket: number;
  /** Of the ledger entry its charge will have: the charge ends the hold. */
  readonly key: string;
  readonly estimateNanoUsd: NanoUsd;
  readonly owed: readonly LedgerEntry[];
};

/** A recording that is about to be heard; it belongs to no turn yet. */
export type RecordingAsked = {
  readonly userId: UserId;
  /** Of the ledger entry its charge will have. */
  readonly key: string;
  readonly estimateNanoUsd: NanoUsd;
  readonly owed: readonly LedgerEntry[];
};

export type RecordingAdmission =
  | { readonly kind: "admitted" }
  /** `tell` as in {@link Refusal}. */
  | { readonly reason: "insufficient_balance"; readonly tell: boolean };

export type ToolAdmission =
  | { readonly kind: "admitted" }
  | { readonly reason: "insufficient_balance"; readonly balanceNanoUsd: NanoUsd };

export type AccountView = {
  /** After every charge made, whether Postgres has it or not; null where nobody knows. */
  readonly balanceNanoUsd: NanoUsd | null;
  readonly ledgerSeq: number;
  /** Below zero: charges that Postgres does not have yet; they are in the balance already. */
  readonly unsettledNanoUsd: NanoUsd;
  /** Set aside for tools at work and refunds under way. */
  readonly heldNanoUsd: NanoUsd;
  /** What the newest turn has cost so far; null where none was charged yet. */
  readonly lastTurnCostNanoUsd: NanoUsd | null;
};

/** Money set aside for a refund under way, if the balance has so much. */
export type SetAside = { readonly kind: "held" } | { readonly reason: "insufficient_balance" };

/** What a thread must tell the account, until it has heard it. */
export type Owed =
  | { readonly kind: "charge"; readonly entry: LedgerEntry }
  | { readonly kind: "release"; readonly ticket: number };

/** What an `Account` answers to, over RPC. All amounts of one user pass here, one after the other. */
export interface AccountDesk {
  authorize(asking: Asking): Promise<Authorization>;
  /** Asked again with the same key it gives the same answer. */
  admit(asked: HoldAsked): Promise<ToolAdmission>;
  /** As a tool is admitted, but only where something is left; admitted where nobody knows the balance. */
  admitRecording(asked: RecordingAsked): Promise<RecordingAdmission>;
  /** The tool has ended and cost nothing, nothing was heard, or the refund was not made. */
  drop(key: string): Promise<void>;
  /** Resolves when they are durable here; Postgres hears of them behind. Repeated, they change nothing. */
  charge(entries: readonly LedgerEntry[]): Promise<void>;
  /** The turn is over. */
  release(ticket: number): Promise<void>;
  /** The whole amount must be there; ends with {@link credit} of an entry of this key, or with {@link drop}. */
  setAside(userId: UserId, key: string, amountNanoUsd: NanoUsd): Promise<SetAside>;
  /** The starter balance, before anything else is booked; once, however often. Rejects as {@link credit} does. */
  welcome(userId: UserId): Promise<void>;
  /**
   * Whoever set it aside before `beforeMs` has died. False where it was set aside since: it stays, and whoever looks
   * after it must look again.
   */
  dropLeftBehind(key: string, beforeMs: number): Promise<boolean>;
  /**
   * A payment, refund or top-up: in Postgres when it resolves. Rejects otherwise, and then nothing has
   * happened or the same entry can be given again. Resolves to the balance behind it, as {@link AccountView} has it.
   */
  credit(entry: LedgerEntry): Promise<NanoUsd>;
  balance(userId: UserId): Promise<AccountView>;
}
