/** A conversation has messages, and a user or a compaction begins it. */
import { invalidRequest } from "../api-error.ts";
import { isCompaction } from "../compaction-of.ts";
import { blocksOf } from "../prompt-blocks.ts";
import type { Rule } from "./rule.ts";

/** MessageCreateParamsBase.messages in the SDK. */
const MAX_MESSAGES = 100_000;

export const messageOrder: Rule = ({ prompt: { messages } }) => {
  const [first] = messages;
  if (first === undefined) return invalidRequest("messages: at least one message is required");
  if (messages.length > MAX_MESSAGES) {
    return invalidRequest(`messages: at most ${MAX_MESSAGES} messages are allowed`);
  }
  if (first.role === "user" || isCompaction(blocksOf(first.content)[0])) return null;
  return invalidRequest('messages: first message must use the "user" role');
};
