/** Claude's Markdown → text with entities, for chats and moments without rich messages. */
import { plainTextLimit } from "../limits.ts";
import type { Gauge } from "./gauge.ts";
import { type EntityText, printEntities } from "./print-entities.ts";
import { type ReadMarkdown, readMarkdown } from "./read-markdown.ts";
import { settleTail } from "./settle-tail.ts";
import { splitBlocks } from "./split-blocks.ts";

/** Telegram ignores those after the hundredth [Bot API, "Formatting options"]. */
const maxEntities = 100;

const gauge: Gauge = {
  sizeOf: (block) => {
    const { text, entities } = printEntities([block]);
    return { length: text.length, count: entities.length };
  },
  most: { length: plainTextLimit, count: maxEntities },
};

/**
 * What `sendMessage` takes as `text` and `entities`, one per message; none where nothing can be seen.
 *
 * Each text is at most `plainTextLimit` UTF-16 units long and has at most 100 entities, which lie in one another or
 * apart. Tables are drawn in fixed width, formulas shown as their source. Without its entities it can be read too.
 */
export function renderEntities(markdown: string): EntityText[] {
  return splitBlocks(readMarkdown(markdown, { growing: false }), gauge).map(printEntities);
}

/** The newest part of a text that is still written, as in `renderRichDraft`. */
export function renderEntitiesDraft(prefix: string, read: ReadMarkdown = readMarkdown): EntityText {
  const blocks = read(settleTail(prefix), { growing: true });
  return printEntities(splitBlocks(blocks, gauge).at(-1) ?? []);
}
