/** May this thread's turn begin? Money first, then how often, then how many at once. */
import type { AccountJournal } from "../journal/account/account-journal.ts";
import type { Authorization, Refusal } from "../model/account.ts";
import type { ThreadId } from "../model/ids.ts";
import type { NanoUsd } from "../model/money.ts";
import type { AccountPorts } from "./account-ports.ts";
import { dayStartMs, msToNextDay } from "./daily-cap.ts";
import { mayRequest } from "./gate.ts";

const hourMs = 60 * 60 * 1000;
/** Places become free at any moment; asking costs a millisecond. */
const askAgainMs = 500;
/** Who writes faster than this is not told the same again (original-behaviour §4.2). */
const tellEveryMs = 10_000;

export type AccountState = {
  readonly threadId: ThreadId;
  readonly balanceNanoUsd: NanoUsd | null;
  readonly isCapReached: boolean;
};

/** For whoever is in a transaction already. */
export function decide(
  journal: AccountJournal,
  ports: AccountPorts,
  state: AccountState,
): Authorization {
  const { clock, rules } = ports;
  const { slots } = journal;
  const nowMs = clock.now();
  const reason = refuse(journal, ports, state);
  if (reason) return toRefusal(journal, { ...reason, ...state }, nowMs);
  if (slots.takenBeside(state.threadId, nowMs) >= rules.turnsAtOnce)
    return { kind: "busy", retryAfterMs: askAgainMs };
  const untilMs = nowMs + rules.turnLeaseMs;
  return { kind: "granted", grant: { ticket: slots.take(state.threadId, { nowMs, untilMs }) } };
}

type Reason = Pick<Refusal, "reason" | "retryAfterMs">;

function refuse(
  { slots, facts, charges }: AccountJournal,
  { clock, rules }: AccountPorts,
  { threadId, balanceNanoUsd, isCapReached }: AccountState,
): Reason | null {
  const nowMs = clock.now();
  if (isCapReached) return { reason: "daily_cap", retryAfterMs: msToNextDay(nowMs) };
  if (balanceNanoUsd === null)
    return slots.trust(threadId) ? null : { reason: "balance_unknown", retryAfterMs: 0 };
  if (!mayRequest({ balanceNanoUsd, holds: [] }))
    return { reason: "insufficient_balance", retryAfterMs: 0 };
  const limitNanoUsd = rules.dailyLimitNanoUsd;
  if (limitNanoUsd !== null && charges.spentSinceNanoUsd(dayStartMs(nowMs)) >= limitNanoUsd)
    return { reason: "daily_limit", retryAfterMs: msToNextDay(nowMs) };
  const sinceMs = nowMs - hourMs;
  if (facts.get("hasPaid") || slots.begunSince(sinceMs) < rules.newUserTurnsPerHour) return null;
  const oldestMs = slots.oldestBegunSinceMs(sinceMs) ?? nowMs;
  return { reason: "too_many_turns", retryAfterMs: oldestMs + hourMs - nowMs };
}

function toRefusal(
  { facts }: AccountJournal,
  { reason, retryAfterMs, balanceNanoUsd }: Reason & AccountState,
  nowMs: number,
): Refusal {
  return { kind: "refused", reason, retryAfterMs, balanceNanoUsd, tell: mayTell(facts, nowMs) };
}

/** Whoever asks and hears yes tells it. */
export function mayTell(facts: AccountJournal["facts"], nowMs: number): boolean {
  const isQuiet = nowMs - (facts.get("toldAtMs") ?? 0) >= tellEveryMs;
  if (isQuiet) facts.put("toldAtMs", nowMs);
  return isQuiet;
}
