/**
 * Every price, in one place.
 *
 * When a vendor changes one: keep a copy of {@link currentPrices} under the name of its day, and leave it
 * in {@link priceBook}, for turns that began with it are charged by it; then change the prices, and set
 * {@link currentPriceVersion} to today. The copy may go with a later release, when no such turn can be open.
 *
 * Rounding: none in money. Prices are whole nano-dollars per unit and units are whole; where something is
 * measured in fractions of its unit, a begun millisecond of Python counts (`costOfPython`), and a recording
 * its length to the nearest second, as OpenAI bills it.
 */
import type { PriceBook, PriceTable } from "./price-table.ts";

/** What is charged for what begins now. */
export const currentPrices: PriceTable = {
  // platform.claude.com/docs/en/about-claude/pricing; field-and-platforms §5.2. $/Mtok × 1 000.
  models: new Map([
    [
      "claude-haiku-5-5",
      {
        perToken: {
          input: 100,
          output: 500,
          cacheWrite5m: 125,
          cacheWrite1h: 200,
          cacheRead: 10,
        },
        longPrompt: {
          aboveTokens: 100_000,
          perToken: {
            input: 500,
            output: 2_500,
            cacheWrite5m: 625,
            cacheWrite1h: 1_000,
            cacheRead: 50,
          },
        },
      },
    ],
    [
      "claude-sonnet-5-5",
      {
        perToken: {
          input: 2_000,
          output: 10_000,
          cacheWrite5m: 2_500,
          cacheWrite1h: 4_000,
          cacheRead: 100,
        },
      },
    ],
    [
      "claude-opus-5-5",
      {
        perToken: {
          input: 4_000,
          output: 20_000,
          cacheWrite5m: 5_000,
          cacheWrite1h: 8_000,
          cacheRead: 200,
        },
      },
    ],
  ]),
  // $10 per 1 000; web_fetch costs only its tokens (field-and-platforms §5.5).
  webSearch: 10_000_000,
  image: {
    // ai.google.dev/gemini-api/docs/pricing: "equivalent to $0.134 per 1K/2K image and $0.24 per 4K image".
    "gemini-3-pro-image": { "1K": 134_000_000, "2K": 134_000_000, "4K": 240_000_000 },
    // Workers AI: $0.0000528 for each of four 512² tiles, $0.0001056 for each of four steps.
    "flux-1-schnell": { "1K": 633_600 },
  },
  speechSecond: {
    // $0.006 a minute (platform.openai.com/docs/pricing).
    "whisper-1": 100_000,
    // $0.00051 a minute (developers.cloudflare.com/workers-ai/platform/pricing).
    "whisper-large-v3-turbo": 8_500,
  },
  python: {
    // Ours to choose: $0.00005 a second, as in the original. CPU costs us 20 a millisecond; the rest goes
    // towards the $0.002 that a user's sandbox costs on each day it is used.
    pyodide: { perMs: 50, startMs: 0 },
    // developers.cloudflare.com/containers/pricing; field-and-platforms §6.4: standard-1 has 4 GiB at $0.0000025 a
    // second, half a vCPU at $0.00002 and 8 GB of disk at $0.00000007, together 20.56 a millisecond. A start takes 2 to 3 s.
    container: { perMs: 21, startMs: 3_000 },
  },
};

export const currentPriceVersion = "2026-11-22";

export const priceBook: PriceBook = new Map([[currentPriceVersion, currentPrices]]);

/** What something is charged by that began under this version; by today's where nobody knows it any more. */
export function pricesOf(priceVersion: string = currentPriceVersion): PriceTable {
  return priceBook.get(priceVersion) ?? currentPrices;
}
