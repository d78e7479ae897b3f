/** Telegram Stars into dollars: what is left of them after Telegram's cut and the operator's margin. */
import { type NanoUsd, timesNanoUsd } from "../model/money.ts";

/** $0.013 a Star, of which each share of 1/10 000 is whole nano-dollars: credits are exact (original-behaviour §4.8). */
const nanoUsdPerStarShare = 1_300;
const wholeShares = 10_000;
/** 35 %: what turning Stars into money costs (original-behaviour §4.8, k1). */
const withdrawalShares = 3_500;
/** 15 %: Telegram's fee for bots with threaded mode (core.telegram.org/bots features; field-and-platforms §4.4). */
const threadedShares = 1_500;

/** What the buyer is credited of each Star, in 1/10 000; at least one. */
export type StarsTerms = { readonly creditedShares: number };

export type StarsConfig = {
  /** STARS_MARGIN: the operator's part as a fraction, to 1/10 000. */
  readonly margin: number;
  /** As getMe says: `has_topics_enabled`. */
  readonly threadedMode: boolean;
};

/** Refuses a margin below zero, and one that would leave the buyer nothing. */
export function starsTerms({
  margin,
  threadedMode,
}: StarsConfig): StarsTerms | { readonly reason: "margin_out_of_range" } {
  const telegramShares = withdrawalShares + (threadedMode ? threadedShares : 0);
  const creditedShares = wholeShares - telegramShares - Math.round(margin * wholeShares);
  if (margin >= 0 && creditedShares > 0) return { creditedShares };
  return { reason: "margin_out_of_range" };
}

/** Throws RangeError unless `stars` is a whole number. */
export function creditedForStars({ creditedShares }: StarsTerms, stars: number): NanoUsd {
  return timesNanoUsd(nanoUsdPerStarShare * creditedShares, stars);
}
