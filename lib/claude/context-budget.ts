/** How long a conversation may grow before it is compacted (design §6). */
import type { Usage } from "../model/usage.ts";

const defaultBudgetTokens = 100_000;

/** Haiku costs five times as much from 100k on, for the whole request: an answer must still fit in between (field-and-platforms §5.2). */
const budgetTokensOf: Readonly<Record<string, number>> = { "claude-haiku-5-5": 80_000 };

export function budgetOf(model: string): number {
  return budgetTokensOf[model] ?? defaultBudgetTokens;
}

/** Of one request: the newest tells best how long the conversation is. */
export function isOverBudget(model: string, usage: Usage, budgetTokens = budgetOf(model)): boolean {
  const { inputTokens, cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens } = usage;
  const promptTokens = inputTokens + cacheReadTokens + cacheWrite5mTokens + cacheWrite1hTokens;
  return promptTokens > budgetTokens;
}
