/** A turn that may not begin: its messages stay in history, and the person hears once in a while why there is no answer. */
import type { Refusal } from "../model/account.ts";
import { nanoUsdPerUsd } from "../model/money.ts";
import type { Answer } from "../model/turn-state.ts";
import type { Words } from "../words/words.ts";

export function refusedAnswer(refusal: Refusal, words: Words): Answer {
  const { reason: errorCode, tell } = refusal;
  const nothing = { outcome: "failed", blocks: [], parts: [], errorCode } as const;
  if (!tell) return nothing;
  // Who has paid, or waited, need not write it again.
  return { ...nothing, parts: [{ markdown: sentenceOf(refusal, words) }], offer: "retry" };
}

function sentenceOf({ reason, balanceNanoUsd, retryAfterMs }: Refusal, words: Words): string {
  const { refusals } = words;
  switch (reason) {
    case "insufficient_balance":
      return refusals.insufficientBalance(inDollars(balanceNanoUsd ?? 0));
    case "too_many_turns":
      return refusals.tooManyTurns(Math.max(1, Math.ceil(retryAfterMs / 60_000)));
    case "daily_limit":
      return refusals.dailyLimit;
    case "daily_cap":
      return refusals.dailyCap;
    case "balance_unknown":
      return refusals.balanceUnknown;
  }
}

/** Rounded down: what is shown is there. */
export function inDollars(amountNanoUsd: number): string {
  const cents = Math.floor(amountNanoUsd / (nanoUsdPerUsd / 100));
  return `${cents < 0 ? "−" : ""}$${(Math.abs(cents) / 100).toFixed(2)}`;
}
