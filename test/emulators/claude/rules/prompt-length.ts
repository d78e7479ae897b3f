/** The prompt must fit the model's context window. */
import { invalidRequest } from "../api-error.ts";
import type { Rule } from "./rule.ts";

export const promptLength: Rule = ({ blocks, model }) => {
  const tokens = blocks.reduce((sum, block) => sum + block.tokens, 0);
  if (tokens <= model.maxInputTokens) return null;
  return invalidRequest(`prompt is too long: ${tokens} tokens > ${model.maxInputTokens} maximum`);
};
