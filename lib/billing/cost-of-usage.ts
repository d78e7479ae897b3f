/** What one Claude request cost, line by line and in all. */
import { type NanoUsd, sumNanoUsd, timesNanoUsd } from "../model/money.ts";
import type { Usage } from "../model/usage.ts";
import type { PricedModel } from "./price-of-model.ts";
import type { TokenPrices } from "./price-table.ts";

/** Thinking is part of the output: the vendor's count includes it. */
export type CostKind =
  | "input"
  | "output"
  | "cache_read"
  | "cache_write_5m"
  | "cache_write_1h"
  | "web_search";

export type CostLine = {
  readonly kind: CostKind;
  /** Tokens, or searches. */
  readonly count: number;
  readonly eachNanoUsd: number;
  readonly amountNanoUsd: NanoUsd;
};

/**
 * The usage of a whole turn is not the usage of a request: each request finds its own tier. Throws
 * RangeError where a count is no whole number.
 */
export function costOfUsage(priced: PricedModel, usage: Usage): NanoUsd {
  return sumNanoUsd(itemiseUsage(priced, usage).map((line) => line.amountNanoUsd));
}

/** Without the lines of what was not used; they add up to {@link costOfUsage}. */
export function itemiseUsage(priced: PricedModel, usage: Usage): readonly CostLine[] {
  const each = tokenPrices(priced, usage);
  const lines: readonly CostLine[] = [
    costLine("input", usage.inputTokens, each.input),
    costLine("output", usage.outputTokens, each.output),
    costLine("cache_read", usage.cacheReadTokens, each.cacheRead),
    costLine("cache_write_5m", usage.cacheWrite5mTokens, each.cacheWrite5m),
    costLine("cache_write_1h", usage.cacheWrite1hTokens, each.cacheWrite1h),
    costLine("web_search", usage.webSearches, priced.webSearch),
  ];
  return lines.filter((line) => line.count > 0);
}

function tokenPrices({ perToken, longPrompt }: PricedModel, usage: Usage): TokenPrices {
  const promptTokens =
    usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens;
  return longPrompt && promptTokens > longPrompt.aboveTokens ? longPrompt.perToken : perToken;
}

function costLine(kind: CostKind, count: number, eachNanoUsd: number): CostLine {
  return { kind, count, eachNanoUsd, amountNanoUsd: timesNanoUsd(eachNanoUsd, count) };
}
