/** What a request costs: equal to the nano-dollar to a table priced by hand, and of a shape that can be trusted. */
import { describe, expect, test } from "vitest";
import { costOfUsage, itemiseUsage } from "../../../lib/billing/cost-of-usage.ts";
import { type PricedModel, priceOfModel } from "../../../lib/billing/price-of-model.ts";
import { currentPrices, currentPriceVersion, priceBook } from "../../../lib/billing/prices.ts";
import { addUsage, noUsage, type Usage } from "../../../lib/model/usage.ts";
import { seededRandom } from "../seeded-random.ts";
import { enginesByHand, pricedByHand, turnsByHand } from "./priced-by-hand.ts";

const counters: readonly (keyof Usage)[] = [
  "inputTokens",
  "outputTokens",
  "cacheReadTokens",
  "cacheWrite5mTokens",
  "cacheWrite1hTokens",
  "webSearches",
];

function priced(model: string): PricedModel {
  const found = priceOfModel(priceBook, { priceVersion: currentPriceVersion, model });
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

test.each(pricedByHand)("$model, $usage: $nanoUsd nano-dollars", ({ model, usage, nanoUsd }) => {
  expect(costOfUsage(priced(model), { ...noUsage, ...usage })).toBe(nanoUsd);
});

test.each(enginesByHand)("$what: $nanoUsd nano-dollars", ({ cost, nanoUsd }) => {
  expect(cost()).toBe(nanoUsd);
});

test.each(turnsByHand)("$what: $nanoUsd nano-dollars", ({ requests, engines, nanoUsd }) => {
  const asked = requests.map(({ model, usage }) =>
    costOfUsage(priced(model), { ...noUsage, ...usage }),
  );
  expect(asked).toEqual(requests.map((request) => request.nanoUsd));
  const costs = [...asked, ...engines.map(({ cost }) => cost())];
  expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(nanoUsd);
});

test("the lines of a receipt name what was used, and nothing else", () => {
  const usage = { ...noUsage, inputTokens: 1000, cacheReadTokens: 100_000, webSearches: 2 };
  expect(itemiseUsage(priced("claude-haiku-5-5"), usage)).toEqual([
    { kind: "input", count: 1000, eachNanoUsd: 500, amountNanoUsd: 500_000 },
    { kind: "cache_read", count: 100_000, eachNanoUsd: 50, amountNanoUsd: 5_000_000 },
    { kind: "web_search", count: 2, eachNanoUsd: 10_000_000, amountNanoUsd: 20_000_000 },
  ]);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300])(
  "%s tokens are no count",
  (odd) => {
    const usage = { ...noUsage, outputTokens: odd };
    expect(() => costOfUsage(priced("claude-sonnet-5-5"), usage)).toThrow(RangeError);
  },
);

describe.each([...currentPrices.models.keys()])("for any usage of %s", (model) => {
  const random = seededRandom(20_261_122);
  const below = (limit: number) => Math.floor(random() * limit);
  const anyUsage = (promptTokens: number): Usage => ({
    inputTokens: below(promptTokens / 4),
    outputTokens: below(64_000),
    cacheReadTokens: below(promptTokens / 4),
    cacheWrite5mTokens: below(promptTokens / 4),
    cacheWrite1hTokens: below(promptTokens / 4),
    webSearches: below(10),
  });
  const cost = (usage: Usage) => costOfUsage(priced(model), usage);
  const times = (run: () => void) => {
    for (let count = 0; count < 2000; count++) run();
  };

  test("the cost is whole, and the lines add up to it", () =>
    times(() => {
      const usage = anyUsage(300_000);
      const lines = itemiseUsage(priced(model), usage);
      expect(Number.isSafeInteger(cost(usage))).toBe(true);
      expect(lines.reduce((sum, line) => sum + line.amountNanoUsd, 0)).toBe(cost(usage));
      for (const line of lines) expect(line.amountNanoUsd).toBe(line.count * line.eachNanoUsd);
    }));

  test("more of anything never costs less", () =>
    times(() => {
      const usage = anyUsage(200_000);
      const counter = counters[below(counters.length)] ?? "inputTokens";
      const more = { ...usage, [counter]: usage[counter] + 1 + below(50_000) };
      expect(cost(more)).toBeGreaterThan(cost(usage));
    }));

  test("two requests below the cliff cost as much as one that used both", () =>
    times(() => {
      const [one, other] = [anyUsage(50_000), anyUsage(50_000)];
      expect(cost(addUsage(one, other))).toBe(cost(one) + cost(other));
    }));
});
