/** Tools need a plain name, once each; that `input_schema` is an object is the schema's check. */
import { invalidRequest } from "../api-error.ts";
import type { Rule } from "./rule.ts";

/** platform.claude.com, Define tools. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

export const toolDefinitions: Rule = ({ prompt }) => {
  const seen = new Set<string>();
  for (const [index, { name }] of (prompt.tools ?? []).entries()) {
    if (!NAME.test(name)) {
      return invalidRequest(
        `tools.${index}.custom.name: String should match pattern '${NAME.source}'`,
      );
    }
    if (seen.has(name)) return invalidRequest("tools: Tool names must be unique.");
    seen.add(name);
  }
  return null;
};
