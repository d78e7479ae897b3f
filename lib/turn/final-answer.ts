/** Claude's finished message as an answer: what history keeps, and what the chat gets. */
import type { AnswerEvent } from "../claude/stream-answer.ts";
import type { Answer } from "../model/turn-state.ts";
import { richTextLimit } from "../telegram/limits.ts";
import { splitText } from "../telegram/split-text.ts";
import type { Words } from "../words/words.ts";

type EndEvent = Extract<AnswerEvent, { kind: "end" }>;

export function finalAnswer({ blocks, stopReason }: EndEvent, text: string, words: Words): Answer {
  const visible = stopReason === "max_tokens" ? `${text}${words.tooLong}` : text;
  const fallback = stopReason === "refusal" ? words.refusedAnswer : words.emptyAnswer;
  const pieces = splitText(visible, richTextLimit);
  const parts = pieces.length > 0 ? pieces : [fallback];
  return { outcome: "answered", blocks, parts: parts.map((markdown) => ({ markdown })) };
}
