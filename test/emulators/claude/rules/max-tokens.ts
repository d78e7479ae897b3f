/** No answer may be longer than the model can write. */
import { invalidRequest } from "../api-error.ts";
import type { Rule } from "./rule.ts";

export const maxTokens: Rule = ({ maxTokens: asked, model }) => {
  if (asked === undefined || asked <= model.maxOutputTokens) return null;
  const limit = `${asked} > ${model.maxOutputTokens}`;
  return invalidRequest(
    `max_tokens: ${limit}, which is the maximum allowed number of output tokens for ${model.id}`,
  );
};
