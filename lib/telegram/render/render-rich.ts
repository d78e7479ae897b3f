/** Claude's Markdown → rich messages. */

import { richTextLimit } from "../limits.ts";
import type { Block } from "./document.ts";
import type { Gauge } from "./gauge.ts";
import { printMarkdown } from "./print-markdown.ts";
import { type ReadMarkdown, readMarkdown } from "./read-markdown.ts";
import { settleTail } from "./settle-tail.ts";
import { splitBlocks } from "./split-blocks.ts";

/** Telegram takes 500; how it counts what is nested is documented roughly [rich.d.ts, "Rich Message Limits"]. */
const maxBlocks = 450;

const gauge: Gauge = {
  sizeOf: (block) => ({ length: printMarkdown([block]).length, count: blocksIn(block) }),
  most: { length: richTextLimit, count: maxBlocks },
};

/**
 * What `sendRichMessage` takes as `markdown`, one string per message; none where nothing can be seen.
 *
 * Each is at most `richTextLimit` UTF-16 units long, so after formatting too. Nothing the text contains becomes a
 * tag, media, a mention by id or a custom emoji. Rendering what was rendered changes nothing.
 */
export function renderRich(markdown: string): string[] {
  return splitBlocks(readMarkdown(markdown, { growing: false }), gauge).map(printMarkdown);
}

/**
 * The newest part of a text that is still written, for a draft: what is half there is shown as what it will be,
 * or held back until it can be told. Empty where nothing can be seen yet.
 */
export function renderRichDraft(prefix: string, read: ReadMarkdown = readMarkdown): string {
  const blocks = read(settleTail(prefix), { growing: true });
  return printMarkdown(splitBlocks(blocks, gauge).at(-1) ?? []);
}

/** With list items and table rows. */
function blocksIn(block: Block): number {
  switch (block.kind) {
    case "quote":
      return 1 + countAll(block.blocks);
    case "list":
      return block.items.reduce((count, { blocks }) => count + 1 + countAll(blocks), 1);
    case "table":
      return 2 + block.rows.length;
    default:
      return 1;
  }
}

function countAll(blocks: readonly Block[]): number {
  return blocks.reduce((count, block) => count + blocksIn(block), 0);
}
