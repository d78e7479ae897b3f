/** Which side may send which block; documents of the assistant and citations of the user fell in 2026-10-21. */
import { type ApiError, invalidRequest } from "../api-error.ts";
import { type Visited, walkBlocks } from "../walk-blocks.ts";
import type { Rule } from "./rule.ts";

const USER_ONLY = ["image", "document", "search_result", "tool_result"];
const ASSISTANT_ONLY = ["thinking", "redacted_thinking", "tool_use", "server_tool_use"];

export const blockRoles: Rule = ({ prompt }) => {
  for (const visited of walkBlocks(prompt.messages)) {
    const refusal = checkBlock(visited);
    if (refusal !== null) return refusal;
  }
  return null;
};

function checkBlock({ path, role, block }: Visited): ApiError | null {
  const { type } = block;
  const isServerResult = type !== "tool_result" && type.endsWith("_tool_result");
  const isForAssistant = ASSISTANT_ONLY.includes(type) || isServerResult;
  if (role === "user" ? isForAssistant : USER_ONLY.includes(type)) {
    return invalidRequest(`${path}: \`${type}\` blocks are not allowed in ${role} messages`);
  }
  if (role !== "user" || block.type !== "text" || !block.citations?.length) return null;
  return invalidRequest(`${path}.citations: citations are not allowed in user messages`);
}
