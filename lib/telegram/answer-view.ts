/** An answer on its way, as the person may see it: thoughts and tools only until it is finished. */
export type AnswerView = {
  /** The summary of Claude's thoughts in this step so far. */
  readonly thinking: string;
  /** Sentences for people about the tools at work. */
  readonly working: readonly string[];
  /** Visible words that are no final message yet. */
  readonly text: string;
};

export const nothingToSee: AnswerView = { thinking: "", working: [], text: "" };

export function hasWords({ text }: AnswerView): boolean {
  return text.trim() !== "";
}

export function isBlank(view: AnswerView): boolean {
  return !hasWords(view) && view.thinking.trim() === "" && view.working.length === 0;
}
