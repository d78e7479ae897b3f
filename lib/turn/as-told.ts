/** The conversation as Claude is told it: without thinking bound to an older beginning, and a refused summary in words. */
import { summaryInWords } from "../claude/summary-in-words.ts";
import { withoutThinkingBefore } from "../claude/without-thinking.ts";
import type { Telling } from "../journal/facts.ts";
import type { StoredMessage } from "../model/message.ts";

type How = Pick<Telling, "thinkingFromSeq" | "isSummaryRefused">;

export function asTold(
  messages: readonly StoredMessage[],
  { thinkingFromSeq = 0, isSummaryRefused }: How,
): StoredMessage[] {
  const told = isSummaryRefused ? summaryInWords(messages) : messages;
  return withoutThinkingBefore(told, thinkingFromSeq);
}
