import { expect, test } from "vitest";
import { addUsage, noUsage, type Usage } from "../../../lib/model/usage.ts";

const one: Usage = {
  inputTokens: 1,
  outputTokens: 2,
  cacheReadTokens: 4,
  cacheWrite5mTokens: 8,
  cacheWrite1hTokens: 16,
  webSearches: 32,
};

test("usage adds up counter by counter, and nothing used changes nothing", () => {
  expect(addUsage(one, noUsage)).toEqual(one);
  expect(addUsage(one, one)).toEqual({
    inputTokens: 2,
    outputTokens: 4,
    cacheReadTokens: 8,
    cacheWrite5mTokens: 16,
    cacheWrite1hTokens: 32,
    webSearches: 64,
  });
});
