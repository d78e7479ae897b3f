/** A batch as one user turn: its messages as blocks, in the order they were written. */
import type { MediaOutcome } from "../model/attachment.ts";
import type { BatchItem } from "../model/batch.ts";
import type { EditNote } from "../model/edit-note.ts";
import type { Content, Inbound } from "../model/inbound.ts";
import type { Block } from "../model/message.ts";
import type { ToldFacts } from "../model/told-facts.ts";
import { contextLines } from "./context-lines.ts";
import { editBlocks } from "./edit-block.ts";
import { factsBlock } from "./facts-block.ts";
import { fileBlocks } from "./file-blocks.ts";
import { filesBlock } from "./files-block.ts";
import { oneLine } from "./one-line.ts";
import { noteBlock, wordBlocks } from "./text-block.ts";

/** Bounds a note by what a Telegram message can hold. */
const noteLength = 4096;

export type UserTurn = {
  readonly items: readonly BatchItem[];
  /** Edits of earlier messages come first: what follows may speak of them. */
  readonly edits?: readonly EditNote[];
  readonly filesTold?: { readonly section: string };
  readonly facts?: ToldFacts;
};

/** Pure: the same batch gives the same bytes, in a replay and in history (P7). Never empty for a batch that is not. */
export function buildUserBlocks({
  items,
  edits = [],
  filesTold,
  facts,
}: UserTurn): readonly Block[] {
  const files = filesTold ? [filesBlock(filesTold.section)] : [];
  const told = [...files, ...(facts ? [factsBlock(facts)] : [])];
  return [...edits.flatMap(editBlocks), ...items.flatMap(itemBlocks), ...told];
}

function itemBlocks({ inbound, media }: BatchItem): Block[] {
  const around = contextLines(inbound).map((line) => `[${line}]`);
  const said = [...saidBlocks(inbound.content), ...mediaBlocks(inbound, media)];
  return [
    ...wordBlocks(around.join("\n")),
    // The API refuses a message without content; Telegram sends no such text, but a journal outlives rules.
    ...(said.length > 0 ? said : [noteBlock("A message without words")]),
  ];
}

function saidBlocks(content: Content): Block[] {
  switch (content.kind) {
    case "text":
      return wordBlocks(content.text);
    case "file":
      return wordBlocks(content.caption);
    case "note":
      return [noteBlock(oneLine(content.text, noteLength))];
    default:
      return [];
  }
}

/** Outcomes come as the batch holds them: the message's own file first, then that of the message it replies to. */
function mediaBlocks({ content, context }: Inbound, media: readonly MediaOutcome[]): Block[] {
  const own = content.kind === "file" ? content.attachment : undefined;
  const replied = context?.repliedTo?.attachment;
  const [first, second] = media;
  return [
    ...(own ? fileBlocks(own, first) : []),
    ...(replied
      ? [noteBlock("With the message replied to:"), ...fileBlocks(replied, own ? second : first)]
      : []),
  ];
}
