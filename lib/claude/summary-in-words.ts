/** A compacted history for a Claude that no longer takes its signed summary: the same words, as a note by the app. */
import type { Block, Message } from "../model/message.ts";
import { noteBlock, wordBlocks } from "./text-block.ts";

/** What was thought behind the signed block is bound to it: leave that out, once. */
export function summaryInWords<M extends Message>(history: readonly M[]): M[] {
  return history.map((message): M => {
    if (!message.blocks.some(isCompaction)) return message;
    return { ...message, role: "user", blocks: message.blocks.flatMap(inWords) };
  });
}

function inWords(block: Block): Block[] {
  if (!isCompaction(block)) return [block];
  const { content } = block;
  if (typeof content !== "string") return [];
  return [noteBlock("What was said before, summarised"), ...wordBlocks(content)];
}

function isCompaction({ type }: Block): boolean {
  return type === "compaction";
}
