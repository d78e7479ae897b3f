/** Tells Claude that an earlier message reads otherwise now; what was told before stays as it was (P7). */
import type { EditNote } from "../model/edit-note.ts";
import type { Block } from "../model/message.ts";
import { oneLine } from "./one-line.ts";
import { noteBlock } from "./text-block.ts";

/** Telegram's own limit of a message's text. */
const wordsLength = 4096;

export function editBlock({ sentAtMs, words }: EditNote): Block {
  const edited = `The person edited their message of ${new Date(sentAtMs).toISOString()}`;
  const line = oneLine(words, wordsLength);
  return noteBlock(
    line ? `${edited}: it now reads: ${line}` : `${edited}: it has no words any more`,
  );
}
