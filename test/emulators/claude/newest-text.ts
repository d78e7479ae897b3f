/** What was said to Claude last: the words that scripts match, and those the persona answers. */
import { blocksOf } from "./prompt-blocks.ts";
import type { ContentBlock } from "./schema/content-blocks.ts";
import type { Message } from "./schema/request.ts";

/** Blocks of the last user message; empty where there is none. */
export function newestBlocks(messages: readonly Message[]): readonly ContentBlock[] {
  return blocksOf(messages.findLast(({ role }) => role === "user")?.content);
}

export function textsOf(blocks: readonly ContentBlock[]): readonly string[] {
  return blocks.flatMap((block) => (block.type === "text" ? [block.text] : []));
}

/** What a script's `match` is looked for in: the newest words, and what tools gave back with them. */
export function newestTold(messages: readonly Message[]): string {
  return newestBlocks(messages).flatMap(toldBy).join("\n");
}

/** Texts of a block, those within a tool's result too. */
export function toldBy(block: ContentBlock): readonly string[] {
  if (block.type === "text") return [block.text];
  if (block.type !== "tool_result") return [];
  return typeof block.content === "string"
    ? [block.content]
    : (block.content ?? []).flatMap((part) => (part.type === "text" ? [part.text] : []));
}
