/** Visits every block of the messages, those nested in tool results and documents included. */
import { blocksOf } from "./prompt-blocks.ts";
import type { ContentBlock, NestedBlock } from "./schema/content-blocks.ts";
import type { Message } from "./schema/request.ts";

export type Visited = {
  /** As error messages name it, e.g. `messages.0.content.1.content.0`. */
  readonly path: string;
  readonly role: Message["role"];
  readonly block: ContentBlock | NestedBlock;
};

export function* walkBlocks(messages: readonly Message[]): Generator<Visited> {
  for (const [at, { role, content }] of messages.entries()) {
    for (const [index, block] of blocksOf(content).entries()) {
      yield* visit({ path: `messages.${at}.content.${index}`, role, block });
    }
  }
}

function* visit(visited: Visited): Generator<Visited> {
  yield visited;
  for (const [index, block] of nested(visited.block).entries()) {
    yield* visit({
      ...visited,
      path: `${visited.path}.content.${index}`,
      block,
    });
  }
}

function nested(block: Visited["block"]): readonly NestedBlock[] {
  if (block.type === "tool_result" && Array.isArray(block.content)) return block.content;
  if (block.type !== "document" || block.source.type !== "content") return [];
  return Array.isArray(block.source.content) ? block.source.content : [];
}
