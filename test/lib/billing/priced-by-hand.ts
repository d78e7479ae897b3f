/** Usages of single requests and what they cost, worked out by hand from the vendor's page ($ per million tokens). */
import type { Usage } from "../../../lib/model/usage.ts";

type PricedByHand = {
  readonly model: string;
  readonly usage: Partial<Usage>;
  readonly nanoUsd: number;
};

const haiku = "claude-haiku-5-5";
const sonnet = "claude-sonnet-5-5";
const opus = "claude-opus-5-5";

/** Short names: in, out, cache read, 5-minute write, 1-hour write, searches. */
type Counts = Partial<Record<"in" | "out" | "read" | "w5m" | "w1h" | "search", number>>;

function row(model: string, counts: Counts, nanoUsd: number): PricedByHand {
  const usage = {
    inputTokens: counts.in ?? 0,
    outputTokens: counts.out ?? 0,
    cacheReadTokens: counts.read ?? 0,
    cacheWrite5mTokens: counts.w5m ?? 0,
    cacheWrite1hTokens: counts.w1h ?? 0,
    webSearches: counts.search ?? 0,
  };
  return { model, usage, nanoUsd };
}

export const pricedByHand: readonly PricedByHand[] = [
  // Haiku to 100 000 tokens of prompt: 0.10 in, 0.50 out, 0.125 and 0.20 written, 0.01 read.
  row(haiku, {}, 0),
  row(haiku, { in: 1 }, 100),
  row(haiku, { out: 1 }, 500),
  row(haiku, { read: 1 }, 10),
  row(haiku, { w5m: 1 }, 125),
  row(haiku, { w1h: 1 }, 200),
  row(haiku, { in: 1000, out: 500 }, 350_000),
  row(haiku, { in: 12, out: 345, read: 6789, w5m: 1011, w1h: 1213 }, 610_565),
  row(haiku, { in: 100_000 }, 10_000_000),
  row(haiku, { in: 100_000, out: 1000 }, 10_500_000),
  row(haiku, { read: 99_999, in: 1 }, 1_000_090),
  row(haiku, { in: 25_000, read: 25_000, w5m: 25_000, w1h: 25_000 }, 10_875_000),
  // The answer does not count to the cliff.
  row(haiku, { in: 99_999, out: 64_000 }, 41_999_900),
  // Beyond: 0.50 in, 2.50 out, 0.625 and 1.00 written, 0.05 read, for the whole request.
  row(haiku, { in: 100_001 }, 50_000_500),
  row(haiku, { in: 100_001, out: 1000 }, 52_500_500),
  row(haiku, { read: 100_001 }, 5_000_050),
  row(haiku, { w5m: 100_001 }, 62_500_625),
  row(haiku, { w1h: 100_001 }, 100_001_000),
  row(haiku, { read: 100_000, in: 1, out: 1 }, 5_003_000),
  row(haiku, { in: 25_000, read: 25_000, w5m: 25_000, w1h: 25_001 }, 54_376_000),
  row(haiku, { in: 1, out: 2, read: 150_000, w5m: 3, w1h: 4, search: 1 }, 17_511_375),
  // Sonnet: 2 in, 10 out, 2.50 and 4 written, 0.10 read, however long the prompt.
  row(sonnet, { in: 1 }, 2_000),
  row(sonnet, { out: 1 }, 10_000),
  row(sonnet, { read: 1 }, 100),
  row(sonnet, { w5m: 1 }, 2_500),
  row(sonnet, { w1h: 1 }, 4_000),
  // Original behaviour, scenario 51: 0.002 + 0.005 + 0.001 + 0.008.
  row(sonnet, { in: 1000, out: 500, read: 10_000, w1h: 2000 }, 16_000_000),
  row(sonnet, { in: 7, out: 911, read: 43_210, w5m: 1717 }, 17_737_500),
  row(sonnet, { in: 100_001, out: 1 }, 200_012_000),
  row(sonnet, { in: 3, out: 250, read: 900_000, search: 4 }, 132_506_000),
  row(sonnet, { search: 1 }, 10_000_000),
  // Opus: 4 in, 20 out, 5 and 8 written, 0.20 read.
  row(opus, { in: 1 }, 4_000),
  row(opus, { out: 1 }, 20_000),
  row(opus, { read: 1 }, 200),
  row(opus, { w5m: 1 }, 5_000),
  row(opus, { w1h: 1 }, 8_000),
  row(opus, { in: 1234, out: 5678, read: 9012, w5m: 345, w1h: 67 }, 122_559_400),
  row(opus, { in: 2, out: 128_000, read: 1_000_000, search: 10 }, 2_860_008_000),
];
