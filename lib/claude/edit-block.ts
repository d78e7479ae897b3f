/** Tells Claude that an earlier message reads otherwise now; what was told before stays as it was (P7). */
import type { EditNote } from "../model/edit-note.ts";
import type { Block } from "../model/message.ts";
import { fileBlocks } from "./file-blocks.ts";
import { oneLine } from "./one-line.ts";
import { noteBlock } from "./text-block.ts";

/** Telegram's own limit of a message's text. */
const wordsLength = 4096;

export function editBlocks({ sentAtMs, words, file }: EditNote): Block[] {
  const edited = `The person edited their message of ${new Date(sentAtMs).toISOString()}`;
  const line = oneLine(words, wordsLength);
  if (file) {
    const reads = line ? `it now reads: ${line}` : "it has no words";
    const note = noteBlock(`${edited}: ${reads}. Its file was replaced by this one:`);
    return [note, ...fileBlocks(file.attachment, file.outcome)];
  }
  return [
    noteBlock(line ? `${edited}: it now reads: ${line}` : `${edited}: it has no words any more`),
  ];
}
