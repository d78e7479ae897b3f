/** A history whose beginning is not what it was: thinking is bound to it, and would be refused (field-and-platforms §5.3). */
import type { Message } from "../model/message.ts";

export function withoutThinking<M extends Message>(history: readonly M[]): M[] {
  return history
    .map((message) => ({ ...message, blocks: message.blocks.filter(({ type }) => !isBound(type)) }))
    .filter(({ blocks }) => blocks.length > 0);
}

function isBound(type: string): boolean {
  return type === "thinking" || type === "redacted_thinking";
}
