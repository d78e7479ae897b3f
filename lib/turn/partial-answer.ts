/** An answer that ended before it was whole: what was said of it, and a mark that says why there is no more. */
import type { Block } from "../model/message.ts";
import type { StopCause } from "../model/turn.ts";
import type { Answer, TurnState } from "../model/turn-state.ts";
import type { Words } from "../words/words.ts";
import { textParts } from "./final-answer.ts";
import { withParagraph } from "./with-paragraph.ts";

export type Ending = {
  /** Starts with its own blank line. */
  readonly mark: string;
  readonly outcome: "interrupted" | "stopped";
  /** By the answer to the next message, or by another conversation: nobody needs a button to go on. */
  readonly isFollowed?: true;
};

export type Partial = Ending & {
  /** Visible words that are no real message yet. */
  readonly text: string;
  /** Of the step that was cut off, closed and marked. */
  readonly blocks: readonly Block[];
};

export function partialAnswer({ text, blocks, mark, outcome, isFollowed }: Partial): Answer {
  const parts = textParts(`${text.trimEnd()}${mark}`);
  return { outcome, blocks, parts, ...(!isFollowed && { offer: "continue" }) };
}

/** Made of what the journal knows, where nobody is at work on it. */
export function cutShort({ spoken, shownText }: TurnState, ending: Ending): Answer {
  const blocks = [{ type: "text", text: `${shownText.trimEnd()}${ending.mark}`.trim() }];
  return partialAnswer({ text: withParagraph(spoken, shownText), blocks, ...ending });
}

export function cutOffBy({ cutOff: mark }: Words): Ending {
  return { mark, outcome: "interrupted" };
}

export function endingBy(cause: StopCause, words: Words): Ending {
  if (cause === "stopped") return { mark: words.stopped, outcome: "stopped" };
  const outcome = cause === "left" ? "stopped" : cause;
  return { mark: words[outcome], outcome, isFollowed: true };
}
