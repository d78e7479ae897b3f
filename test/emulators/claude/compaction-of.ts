/** The summary that a compacted conversation begins with. */
import { blocksOf } from "./prompt-blocks.ts";
import type { CompactionBlock } from "./schema/content-blocks.ts";
import type { Message } from "./schema/request.ts";

export function isCompaction(
  block: { readonly type: string } | undefined,
): block is CompactionBlock {
  return block?.type === "compaction";
}

/** Null where nothing was compacted, or without success. */
export function summaryOf(messages: readonly Message[]): string | null {
  const first = blocksOf(messages[0]?.content)[0];
  return isCompaction(first) ? (first.content ?? null) : null;
}
