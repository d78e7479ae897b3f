/** The 5.5 models do not continue half an answer; only a paused turn may come back as the last message. */
import { invalidRequest } from "../api-error.ts";
import { blocksOf } from "../prompt-blocks.ts";
import type { Rule } from "./rule.ts";

export const assistantPrefill: Rule = ({ prompt: { messages, compaction } }) => {
  // Nothing is continued there: a compaction reads the conversation to its end.
  if (compaction) return null;
  const last = messages.at(-1);
  if (last?.role !== "assistant") return null;
  // `pause_turn` interrupts server tools, so an answer that called one may be such a turn.
  const mayBePaused = blocksOf(last.content).some((block) => block.type === "server_tool_use");
  if (mayBePaused) return null;
  return invalidRequest(
    "This model does not support assistant message prefill. The conversation must end with a user message.",
  );
};
