/** What to do with a turn that is open: run it, or finish what a crash left behind (design §3 P2). */
import type { Answer, TurnState } from "../model/turn-state.ts";
import { richTextLimit } from "../telegram/limits.ts";
import { splitText } from "../telegram/split-text.ts";
import type { Words } from "../words/words.ts";

export type AttemptPlan =
  | { readonly kind: "converse" }
  | { readonly kind: "deliver" }
  /** The answer is decided without Claude: what was shown, or that it failed. */
  | { readonly kind: "close"; readonly answer: Answer };

/** Replay only while nobody has seen anything; two attempts, then the turn fails where the user can see it. */
export function planAttempt(turn: TurnState, words: Words, maxAttempts: number): AttemptPlan {
  switch (turn.phase) {
    case "sealed":
      return { kind: "converse" };
    case "running":
      return turn.attempt < maxAttempts
        ? { kind: "converse" }
        : { kind: "close", answer: failedAnswer(words, "attempts_exhausted") };
    case "shown":
      return { kind: "close", answer: partialAnswer(turn.shownText, words.cutOff, "interrupted") };
    case "answered":
    case "done":
      return { kind: "deliver" };
  }
}

export function partialAnswer(
  text: string,
  mark: string,
  outcome: "interrupted" | "stopped",
): Answer {
  const marked = `${text.trimEnd()}${mark}`.trim();
  const parts = splitText(marked, richTextLimit).map((markdown) => ({ markdown }));
  return { outcome, blocks: [{ type: "text", text: marked }], parts };
}

export function failedAnswer(words: Words, errorCode: string): Answer {
  return { outcome: "failed", blocks: [], parts: [{ markdown: words.turnFailed }], errorCode };
}
