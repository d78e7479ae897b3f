/** Claude's finished message as an answer: what history keeps, and what the chat gets. */
import type { StopReason } from "../claude/stop-reason.ts";
import type { Block } from "../model/message.ts";
import type { Answer, TextPart } from "../model/turn-state.ts";
import { renderRich } from "../telegram/render/render-rich.ts";
import type { Words } from "../words/words.ts";

export type Finished = {
  /** Visible words that are no real message yet. */
  readonly text: string;
  /** Of the last step. */
  readonly blocks: readonly Block[];
  readonly stopReason: StopReason;
  /** The person got something of this turn before: then no words are words enough. */
  readonly hasDelivered: boolean;
};

export function finalAnswer(
  { text, blocks, stopReason, hasDelivered }: Finished,
  words: Words,
): Answer {
  const mark = markFor(stopReason, words);
  const offer = stopReason === "max_tokens" ? ({ offer: "continue" } as const) : {};
  const parts = textParts(`${text.trimEnd()}${mark}`);
  if (parts.length > 0) return { outcome: "answered", blocks, parts, ...offer };
  const fallback = stopReason === "refusal" ? words.refusedAnswer : words.emptyAnswer;
  const isEnough = hasDelivered && stopReason !== "refusal";
  return { outcome: "answered", blocks, parts: isEnough ? [] : [{ markdown: fallback }] };
}

function markFor(stopReason: StopReason, words: Words): string {
  if (stopReason === "max_tokens") return words.tooLong;
  return stopReason === "window_exceeded" ? words.windowFull : "";
}

export function textParts(text: string): TextPart[] {
  return renderRich(text).map((markdown) => ({ markdown }));
}
