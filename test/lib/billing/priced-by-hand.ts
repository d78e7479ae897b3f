/** Usages of single requests, engines and whole turns, and what they cost, worked out by hand from the vendor's page ($ per million tokens). */
import { costOfPython } from "../../../lib/billing/cost-of-python.ts";
import { currentPrices } from "../../../lib/billing/prices.ts";
import { timesNanoUsd } from "../../../lib/model/money.ts";
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
  // 12 × 100 + 345 × 500 + 6789 × 10 + 1011 × 125 + 1213 × 200 = 1200 + 172 500 + 67 890 + 126 375 + 242 600
  row(haiku, { in: 12, out: 345, read: 6789, w5m: 1011, w1h: 1213 }, 610_565),
  row(haiku, { in: 100_000 }, 10_000_000),
  row(haiku, { in: 100_000, out: 1000 }, 10_500_000),
  row(haiku, { read: 99_999, in: 1 }, 1_000_090),
  // 25 000 × (100 + 10 + 125 + 200)
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
  // 25 000 × (500 + 50 + 625 + 1000) + 1000
  row(haiku, { in: 25_000, read: 25_000, w5m: 25_000, w1h: 25_001 }, 54_376_000),
  // 500 + 2 × 2500 + 150 000 × 50 + 3 × 625 + 4 × 1000 + 10 000 000 = 500 + 5000 + 7 500 000 + 1875 + 4000 + …
  row(haiku, { in: 1, out: 2, read: 150_000, w5m: 3, w1h: 4, search: 1 }, 17_511_375),
  // Sonnet: 2 in, 10 out, 2.50 and 4 written, 0.10 read, however long the prompt.
  row(sonnet, { in: 1 }, 2_000),
  row(sonnet, { out: 1 }, 10_000),
  row(sonnet, { read: 1 }, 100),
  row(sonnet, { w5m: 1 }, 2_500),
  row(sonnet, { w1h: 1 }, 4_000),
  // Original behaviour, scenario 51: 0.002 + 0.005 + 0.001 + 0.008.
  row(sonnet, { in: 1000, out: 500, read: 10_000, w1h: 2000 }, 16_000_000),
  // 7 × 2000 + 911 × 10 000 + 43 210 × 100 + 1717 × 2500 = 14 000 + 9 110 000 + 4 321 000 + 4 292 500
  row(sonnet, { in: 7, out: 911, read: 43_210, w5m: 1717 }, 17_737_500),
  row(sonnet, { in: 100_001, out: 1 }, 200_012_000),
  // 6000 + 2 500 000 + 90 000 000 + 4 × 10 000 000
  row(sonnet, { in: 3, out: 250, read: 900_000, search: 4 }, 132_506_000),
  row(sonnet, { search: 1 }, 10_000_000),
  // Opus: 4 in, 20 out, 5 and 8 written, 0.20 read.
  row(opus, { in: 1 }, 4_000),
  row(opus, { out: 1 }, 20_000),
  row(opus, { read: 1 }, 200),
  row(opus, { w5m: 1 }, 5_000),
  row(opus, { w1h: 1 }, 8_000),
  // 1234 × 4000 + 5678 × 20 000 + 9012 × 200 + 345 × 5000 + 67 × 8000
  // = 4 936 000 + 113 560 000 + 1 802 400 + 1 725 000 + 536 000
  row(opus, { in: 1234, out: 5678, read: 9012, w5m: 345, w1h: 67 }, 122_559_400),
  // 8000 + 2 560 000 000 + 200 000 000 + 100 000 000
  row(opus, { in: 2, out: 128_000, read: 1_000_000, search: 10 }, 2_860_008_000),
];

const { image, speechSecond } = currentPrices;

type EngineByHand = {
  readonly what: string;
  readonly cost: () => number;
  readonly nanoUsd: number;
};

export const enginesByHand: readonly EngineByHand[] = [
  // $0.134 an image, $0.24 at 4K.
  { what: "Gemini, 1K", cost: () => image["gemini-3-pro-image"]["1K"], nanoUsd: 134_000_000 },
  { what: "Gemini, 2K", cost: () => image["gemini-3-pro-image"]["2K"], nanoUsd: 134_000_000 },
  { what: "Gemini, 4K", cost: () => image["gemini-3-pro-image"]["4K"], nanoUsd: 240_000_000 },
  // 4 tiles at $0.0000528 and 4 steps at $0.0001056: 211 200 + 422 400
  { what: "FLUX", cost: () => image["flux-1-schnell"]["1K"], nanoUsd: 633_600 },
  // $0.006 a minute: 90 s are a minute and a half.
  {
    what: "Whisper, 90 s",
    cost: () => timesNanoUsd(speechSecond["whisper-1"], 90),
    nanoUsd: 9_000_000,
  },
  // $0.00051 a minute: 3 minutes.
  {
    what: "Whisper on Workers AI, 180 s",
    cost: () => timesNanoUsd(speechSecond["whisper-large-v3-turbo"], 180),
    nanoUsd: 1_530_000,
  },
  // $0.00005 a second, by the millisecond.
  {
    what: "Python, 0.5 s",
    cost: () => costOfPython(currentPrices.python.pyodide, 500),
    nanoUsd: 25_000,
  },
  {
    what: "Python, 59.9991 s",
    cost: () => costOfPython(currentPrices.python.pyodide, 59_999.1),
    nanoUsd: 3_000_000,
  },
];

type TurnByHand = {
  readonly what: string;
  readonly requests: readonly PricedByHand[];
  readonly engines: readonly EngineByHand[];
  readonly nanoUsd: number;
};

function engine(what: string): EngineByHand {
  const found = enginesByHand.find((row) => row.what === what);
  if (!found) throw new Error(`no engine ${what}`);
  return found;
}

export const turnsByHand: readonly TurnByHand[] = [
  {
    what: "two steps of Sonnet around Python",
    requests: [
      // 5000 × 2500 + 80 × 10 000 = 12 500 000 + 800 000
      row(sonnet, { w5m: 5000, out: 80 }, 13_300_000),
      // 100 × 2000 + 5000 × 100 + 300 × 10 000 = 200 000 + 500 000 + 3 000 000
      row(sonnet, { in: 100, read: 5000, out: 300 }, 3_700_000),
    ],
    engines: [engine("Python, 0.5 s")],
    // 13 300 000 + 3 700 000 + 25 000
    nanoUsd: 17_025_000,
  },
  {
    what: "Haiku before and behind its cliff: each request finds its own tier",
    requests: [
      // 99 000 × 100 + 200 × 500 = 9 900 000 + 100 000
      row(haiku, { in: 99_000, out: 200 }, 10_000_000),
      // 99 000 × 50 + 2000 × 500 + 200 × 2500 = 4 950 000 + 1 000 000 + 500 000
      row(haiku, { read: 99_000, in: 2000, out: 200 }, 6_450_000),
    ],
    engines: [],
    nanoUsd: 16_450_000,
  },
  {
    what: "a voice message to Opus, that searches twice and draws in 4K",
    requests: [
      // 3000 × 8000 + 150 × 20 000 + 2 × 10 000 000 = 24 000 000 + 3 000 000 + 20 000 000
      row(opus, { w1h: 3000, out: 150, search: 2 }, 47_000_000),
      // 40 × 4000 + 3000 × 200 + 60 × 20 000 = 160 000 + 600 000 + 1 200 000
      row(opus, { in: 40, read: 3000, out: 60 }, 1_960_000),
    ],
    engines: [engine("Whisper, 90 s"), engine("Gemini, 4K")],
    // 47 000 000 + 1 960 000 + 9 000 000 + 240 000 000
    nanoUsd: 297_960_000,
  },
];
