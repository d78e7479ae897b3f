/** A history whose beginning is not what it was: thinking is bound to it, and would be refused (field-and-platforms §5.3). */
import type { Message, StoredMessage } from "../model/message.ts";

export function withoutThinking<M extends Message>(messages: readonly M[]): M[] {
  return messages.map(unthought).filter(({ blocks }) => blocks.length > 0);
}

/**
 * What was thought from `fromSeq` on stays: it is bound to a history that is told without the earlier
 * thinking. So one change of the beginning costs its thinking once, and never that of later turns.
 */
export function withoutThinkingBefore(
  history: readonly StoredMessage[],
  fromSeq: number,
): StoredMessage[] {
  return history
    .map((message) => (message.seq >= fromSeq ? message : unthought(message)))
    .filter(({ blocks }) => blocks.length > 0);
}

function unthought<M extends Message>(message: M): M {
  return { ...message, blocks: message.blocks.filter(({ type }) => !isBound(type)) };
}

function isBound(type: string): boolean {
  return type === "thinking" || type === "redacted_thinking";
}
