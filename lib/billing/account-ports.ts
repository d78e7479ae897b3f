/** What an account needs from outside: time, its alarm, the ledger, the cache, and the one who counts for all. */
import type { DaySpent } from "../journal/account/spending.ts";
import type { Clock } from "../model/clock.ts";
import type { UserId } from "../model/ids.ts";
import type { LedgerEntry, Settled } from "../model/ledger-entry.ts";
import type { NanoUsd } from "../model/money.ts";
import type { Log } from "../ops/log.ts";

/** A balance as it was after operation `ledgerSeq`. */
export type BalanceAt = { readonly balanceNanoUsd: NanoUsd; readonly ledgerSeq: number };

/** Numbers of design §6; configuration, so that tests run them in seconds. */
export type AccountRules = {
  /** What a new user begins with; 0 for nothing. */
  readonly starterNanoUsd: NanoUsd;
  readonly turnsAtOnce: number;
  /** Of a user who has never paid. */
  readonly newUserTurnsPerHour: number;
  /** Of one user, by the day of UTC; null where there is no limit. */
  readonly dailyLimitNanoUsd: NanoUsd | null;
  /** Of all users together, by the day of UTC; null where there is no limit. */
  readonly dailyCapNanoUsd: NanoUsd | null;
  /** A turn that says nothing for so long is dead, and its place free. */
  readonly turnLeaseMs: number;
  /** Charges wait so long for each other: a turn's steps are settled together. */
  readonly settleAfterMs: number;
  /** A balance older than this is looked up again where a turn would be refused for it; so long the day's cap is believed too. */
  readonly staleAfterMs: number;
};

export type AccountPorts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly rules: AccountRules;
  /** Sets the object's one alarm; null takes it away. */
  readonly setAlarm: (atMs: number | null) => void;
  /** Keeps the object awake for work nobody waits for; a failure there is logged, never lost. */
  readonly inBackground: (work: Promise<void>) => void;
  /** Rejects where Postgres is away. */
  readonly settle: (entries: readonly LedgerEntry[]) => Promise<readonly Settled[]>;
  /** Null for a user nobody knows; rejects where Postgres is away. */
  readonly readBalance: (userId: UserId) => Promise<BalanceAt | null>;
  /** Null where the cache does not know, or is away. */
  readonly cachedBalance: (userId: UserId) => Promise<BalanceAt | null>;
  /** Never rejects: a failure only costs time. */
  readonly cacheBalance: (userId: UserId, balance: BalanceAt) => Promise<void>;
  /** Tells the one who counts for all; gives whether the day's cap is reached. Rejects where it is away. */
  readonly reportSpending: (spent: DaySpent) => Promise<boolean>;
};
