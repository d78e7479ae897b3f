/** What to do with a turn that is open: run it, or finish what a crash left behind (design §3 P2). */
import type { Answer, TurnState } from "../model/turn-state.ts";
import type { Words } from "../words/words.ts";
import { cutOffBy, cutShort, type Ending, endingBy } from "./partial-answer.ts";
import { triesOf } from "./turn-phases.ts";

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
      if (turn.stopped) return { kind: "close", answer: cutShort(turn, endOf(turn, words)) };
      return triesOf(turn) < maxAttempts
        ? { kind: "converse" }
        : { kind: "close", answer: exhausted(turn, words) };
    case "shown":
    case "tools":
      return { kind: "close", answer: cutShort(turn, endOf(turn, words)) };
    case "answered":
    case "done":
      return { kind: "deliver" };
  }
}

/** Who had told it to end already, sees no more of the crash. */
function endOf({ stopped }: TurnState, words: Words): Ending {
  return stopped ? endingBy(stopped, words) : cutOffBy(words);
}

function exhausted(turn: TurnState, words: Words): Answer {
  const saidSomething = turn.spoken.trim() !== "" || turn.committed.length > 0;
  return saidSomething
    ? cutShort(turn, cutOffBy(words))
    : failedAnswer(words, "attempts_exhausted");
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
