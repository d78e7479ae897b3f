/** Neither messages nor text blocks may be empty. */
import { invalidRequest } from "../api-error.ts";
import { blocksOf } from "../prompt-blocks.ts";
import { walkBlocks } from "../walk-blocks.ts";
import type { Rule } from "./rule.ts";

export const emptyContent: Rule = ({ prompt: { messages, system } }) => {
  const empty = messages.findIndex(({ content }) => content.length === 0);
  if (empty >= 0)
    return invalidRequest(`messages.${empty}: all messages must have non-empty content`);
  if (blocksOf(system).some((block) => block.type === "text" && block.text === "")) {
    return invalidRequest("system: text content blocks must be non-empty");
  }
  for (const { block } of walkBlocks(messages)) {
    if (block.type !== "text") continue;
    if (block.text === "") return invalidRequest("messages: text content blocks must be non-empty");
    if (block.text.trim() === "") {
      return invalidRequest("messages: text content blocks must contain non-whitespace text");
    }
  }
  return null;
};
