/** Text for Claude: a person's words as they wrote them, or a line of ours about them in square brackets. */
import type { Block } from "../model/message.ts";

/** None where there are no words: the API refuses blank text blocks. */
export function wordBlocks(words: string): Block[] {
  return words.trim() === "" ? [] : [{ type: "text", text: words.toWellFormed() }];
}

export function noteBlock(note: string): Block {
  return { type: "text", text: `[${note}]` };
}
