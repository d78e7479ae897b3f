/** The 5.5 models choose for themselves whether to call a tool (field-and-platforms §5.3). */
import { invalidRequest } from "../api-error.ts";
import type { Rule } from "./rule.ts";

export const forcedToolChoice: Rule = ({ prompt, model }) => {
  const choice = prompt.tool_choice;
  if (choice === undefined) return null;
  if (choice.type === "any" || choice.type === "tool") {
    return invalidRequest(
      `tool_choice: type "${choice.type}" forces tool use, which is not compatible with ${model.id}`,
    );
  }
  if (choice.type === "none" || (prompt.tools ?? []).length > 0) return null;
  return invalidRequest("tool_choice: may only be specified while providing tools");
};
