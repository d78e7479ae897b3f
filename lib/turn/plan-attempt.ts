/** What to do with a turn that is open: run it, or finish what a crash left behind (design §3 P2). */
import type { Block } from "../model/message.ts";
import type { Answer, TurnState } from "../model/turn-state.ts";
import type { Words } from "../words/words.ts";
import { textParts } from "./final-answer.ts";
import { withParagraph } from "./with-paragraph.ts";

export type AttemptPlan =
  | { readonly kind: "converse" }
  | { readonly kind: "deliver" }
  /** The answer is decided without Claude: what was shown, or that it failed. */
  | { readonly kind: "close"; readonly answer: Answer };

/**
 * A step is made again only while nobody has seen anything of it and no tool is at work; what the steps before
 * it did stands in the journal. Two attempts, then the turn ends where the user can see it.
 */
export function planAttempt(turn: TurnState, words: Words, maxAttempts: number): AttemptPlan {
  switch (turn.phase) {
    case "sealed":
      return { kind: "converse" };
    case "running":
      return turn.attempt < maxAttempts
        ? { kind: "converse" }
        : { kind: "close", answer: exhausted(turn, words) };
    case "shown":
    case "tools":
      return { kind: "close", answer: cutOff(turn, words) };
    case "answered":
    case "done":
      return { kind: "deliver" };
  }
}

function exhausted(turn: TurnState, words: Words): Answer {
  const saidSomething = turn.spoken.trim() !== "" || turn.committed.length > 0;
  return saidSomething ? cutOff(turn, words) : failedAnswer(words, "attempts_exhausted");
}

function cutOff({ spoken, shownText }: TurnState, { cutOff: mark }: Words): Answer {
  const blocks = [{ type: "text", text: `${shownText.trimEnd()}${mark}`.trim() }];
  const text = withParagraph(spoken, shownText);
  return partialAnswer({ text, blocks, mark, outcome: "interrupted" });
}

export type Partial = {
  /** Visible words that are no real message yet. */
  readonly text: string;
  /** Of the step that was cut off, closed and marked. */
  readonly blocks: readonly Block[];
  /** Starts with its own blank line. */
  readonly mark: string;
  readonly outcome: "interrupted" | "stopped";
};

export function partialAnswer({ text, blocks, mark, outcome }: Partial): Answer {
  const parts = textParts(`${text.trimEnd()}${mark}`);
  return { outcome, blocks, parts, offer: "continue" };
}

export function failedAnswer(words: Words, errorCode: string): Answer {
  // Asked again it would fail again: there is nothing to offer.
  if (errorCode === "claude_too_large")
    return {
      outcome: "failed",
      blocks: [],
      parts: [{ markdown: words.messageTooLarge }],
      errorCode,
    };
  const parts = [{ markdown: words.turnFailed }];
  return { outcome: "failed", blocks: [], parts, offer: "retry", errorCode };
}
