/** A request that the user stopped: what was really used is charged, and what is a guess says so. */
import { expect, test } from "vitest";
import { costOfUsage, itemiseUsage } from "../../../lib/billing/cost-of-usage.ts";
import { describeUsage } from "../../../lib/billing/describe-usage.ts";
import { partialUsage } from "../../../lib/billing/partial-usage.ts";
import { priceOfModel } from "../../../lib/billing/price-of-model.ts";
import { currentPriceVersion, priceBook } from "../../../lib/billing/prices.ts";
import { noUsage, type Usage } from "../../../lib/model/usage.ts";

/** As a stream's first event reports it: the prompt is final, the output has only begun. */
const begun: Usage = {
  inputTokens: 120,
  outputTokens: 3,
  cacheReadTokens: 5000,
  cacheWrite5mTokens: 800,
  cacheWrite1hTokens: 0,
  webSearches: 0,
};
const cut = { reported: begun, before: null, newPromptCharacters: 0, streamedCharacters: 0 };

test("stopped after 400 characters of text and 800 of thinking: 300 tokens of output, and the prompt", () => {
  const { usage, estimated } = partialUsage({ ...cut, streamedCharacters: 400 + 800 });
  expect(usage).toEqual({ ...begun, outputTokens: 300 });
  expect(estimated).toBe(true);
});

test("stopped before more came than was reported: the report, and it is no estimate", () => {
  expect(partialUsage({ ...cut, streamedCharacters: 11 })).toEqual({
    usage: begun,
    estimated: false,
  });
});

test("a token of which only a part was streamed is not charged", () => {
  const { usage } = partialUsage({ ...cut, streamedCharacters: 19 });
  expect(usage.outputTokens).toBe(4);
});

test("searches that were reported are not forgotten", () => {
  const reported = { ...begun, webSearches: 2 };
  const { usage } = partialUsage({ ...cut, reported, streamedCharacters: 4000 });
  expect(usage).toEqual({ ...reported, outputTokens: 1000 });
});

test("nothing reported: the request before counts as read from the cache, new words as input", () => {
  const before = { ...begun, outputTokens: 400, cacheWrite1hTokens: 7, webSearches: 3 };
  const stopped = { reported: null, before, newPromptCharacters: 402, streamedCharacters: 0 };
  expect(partialUsage(stopped)).toEqual({
    usage: { ...noUsage, inputTokens: 100, cacheReadTokens: 120 + 400 + 5000 + 800 + 7 },
    estimated: true,
  });
});

test("nothing reported and nothing known: the whole prompt by its length", () => {
  const stopped = { reported: null, before: null, newPromptCharacters: 8000 };
  expect(partialUsage({ ...stopped, streamedCharacters: 40 })).toEqual({
    usage: { ...noUsage, inputTokens: 2000, outputTokens: 10 },
    estimated: true,
  });
});

test("the charge of a stopped request is exact for its figures, and its note says what was estimated", () => {
  const model = "claude-sonnet-5-5";
  const priced = priceOfModel(priceBook, { priceVersion: currentPriceVersion, model });
  if ("reason" in priced) throw new Error(priced.reason);
  const { usage, estimated } = partialUsage({ ...cut, streamedCharacters: 1200 });
  // 120 × 2 000 + 300 × 10 000 + 5 000 × 100 + 800 × 2 500
  expect(costOfUsage(priced, usage)).toBe(5_740_000);
  expect(describeUsage(model, itemiseUsage(priced, usage), estimated)).toBe(
    "claude-sonnet-5-5 · input 120 · output 300 · cache_read 5000 · cache_write_5m 800 · estimated",
  );
  expect(describeUsage(model, itemiseUsage(priced, begun), false)).toBe(
    "claude-sonnet-5-5 · input 120 · output 3 · cache_read 5000 · cache_write_5m 800",
  );
});
