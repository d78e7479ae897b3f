/** The price table: whole numbers everywhere, looked up by the version a turn began with. */
import { expect, test } from "vitest";
import { costOfPython } from "../../../lib/billing/cost-of-python.ts";
import { costOfUsage } from "../../../lib/billing/cost-of-usage.ts";
import { priceOfModel } from "../../../lib/billing/price-of-model.ts";
import type { PriceBook, PriceTable, TokenPrices } from "../../../lib/billing/price-table.ts";
import { currentPrices, currentPriceVersion, priceBook } from "../../../lib/billing/prices.ts";
import { noUsage } from "../../../lib/model/usage.ts";

const sonnet = "claude-sonnet-5-5";
const { python } = currentPrices;

test("every price in the book is whole nano-dollars, and nothing paid is free", () => {
  const prices = [...priceBook.values()].flatMap(pricesIn);
  expect(prices.length).toBeGreaterThanOrEqual(27);
  expect(prices.filter((price) => !Number.isSafeInteger(price) || price <= 0)).toEqual([]);
});

test("the current version is a day, and the newest", () => {
  const versions = [...priceBook.keys()];
  expect(versions.every((version) => /^\d{4}-\d\d-\d\d$/.test(version))).toBe(true);
  expect(versions.toSorted().at(-1)).toBe(currentPriceVersion);
  expect(priceBook.get(currentPriceVersion)).toBe(currentPrices);
});

test("a turn is charged by the prices it began with, though they have changed since", () => {
  const next = "2026-12-24";
  const book: PriceBook = new Map([...priceBook, [next, twiceAsDear(currentPrices)]]);
  const usage = { ...noUsage, inputTokens: 10, webSearches: 1 };
  const costAt = (priceVersion: string) => {
    const priced = priceOfModel(book, { priceVersion, model: sonnet });
    return "reason" in priced ? priced : costOfUsage(priced, usage);
  };
  expect(costAt(currentPriceVersion)).toBe(10_020_000);
  expect(costAt(next)).toBe(20_040_000);
  expect(costAt("2026-01-01")).toEqual({ reason: "unknown_version" });
});

test.each(["claude-haiku-4-5", "Claude-Sonnet-5-5", "constructor", "__proto__", ""])(
  "model %j has no price, so it is refused before it is asked",
  (model) => {
    const found = priceOfModel(priceBook, { priceVersion: currentPriceVersion, model });
    expect(found).toEqual({ reason: "unknown_model" });
  },
);

test("images cost by their size, speech by the second", () => {
  expect(currentPrices.image["gemini-3-pro-image"]).toEqual({
    "1K": 134_000_000,
    "2K": 134_000_000,
    "4K": 240_000_000,
  });
  expect(currentPrices.image["flux-1-schnell"]["1K"]).toBe(4 * 52_800 + 4 * 105_600);
  expect(currentPrices.speechSecond["whisper-1"] * 60).toBe(6_000_000);
  expect(currentPrices.speechSecond["whisper-large-v3-turbo"] * 60).toBe(510_000);
});

test.each([
  [0, 0],
  [0.2, 50],
  [1, 50],
  [1.001, 100],
  [500, 25_000],
  [60_000, 3_000_000],
])("Python that ran %s ms costs %s nano-dollars", (runMs, nanoUsd) => {
  expect(costOfPython(python.pyodide, runMs)).toBe(nanoUsd);
});

test.each([
  [0, 63_000],
  [0.2, 63_021],
  [60_000, 1_323_000],
])("Python that ran %s ms in a container costs %s nano-dollars", (runMs, nanoUsd) => {
  expect(costOfPython(python.container, runMs)).toBe(nanoUsd);
});

test.each([-5, Number.NaN, Number.POSITIVE_INFINITY])("Python cannot run for %s ms", (runMs) => {
  expect(() => costOfPython(python.pyodide, runMs)).toThrow(RangeError);
});

function pricesIn({ models, webSearch, image, speechSecond, python }: PriceTable): number[] {
  const tokens = [...models.values()].flatMap(({ perToken, longPrompt }) => [
    ...Object.values(perToken),
    ...Object.values(longPrompt?.perToken ?? {}),
  ]);
  const images = Object.values(image).flatMap((sizes) => Object.values(sizes));
  return [
    ...tokens,
    webSearch,
    ...images,
    ...Object.values(speechSecond),
    ...Object.values(python).map(({ perMs }) => perMs),
  ];
}

function twiceAsDear(table: PriceTable): PriceTable {
  const models = new Map(
    [...table.models].map(([model, { perToken }]) => [model, { perToken: doubled(perToken) }]),
  );
  return { ...table, models, webSearch: table.webSearch * 2 };
}

function doubled({ input, output, cacheWrite5m, cacheWrite1h, cacheRead }: TokenPrices) {
  return {
    input: input * 2,
    output: output * 2,
    cacheWrite5m: cacheWrite5m * 2,
    cacheWrite1h: cacheWrite1h * 2,
    cacheRead: cacheRead * 2,
  };
}
