import { expect, test } from "vitest";
import { budgetOf, isOverBudget } from "../../../lib/claude/context-budget.ts";
import { noUsage } from "../../../lib/model/usage.ts";

test.each([
  ["claude-sonnet-5-5", 100_000],
  ["claude-opus-5-5", 100_000],
  ["claude-haiku-5-5", 80_000],
])("%s may read %i tokens, whatever of them was cached", (model, budget) => {
  expect(budgetOf(model)).toBe(budget);
  const full = {
    ...noUsage,
    inputTokens: 1000,
    cacheReadTokens: budget - 6000,
    cacheWrite5mTokens: 3000,
    cacheWrite1hTokens: 2000,
  };
  expect(isOverBudget(model, full)).toBe(false);
  for (const kind of ["inputTokens", "cacheReadTokens", "cacheWrite5mTokens"] as const)
    expect(isOverBudget(model, { ...full, [kind]: full[kind] + 1 })).toBe(true);
  expect(isOverBudget(model, { ...full, cacheWrite1hTokens: 2001 })).toBe(true);
  expect(isOverBudget(model, { ...full, outputTokens: 16_000 })).toBe(false);
});
