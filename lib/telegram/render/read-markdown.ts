/** Claude's Markdown → blocks, in time linear in its length; of a text that grows only its end is read again. */
import type { Block } from "./document.ts";
import { fenceFormulas } from "./fence-formulas.ts";
import { joinTorn } from "./join-torn.ts";
import { findNames, namesBefore } from "./names-before.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { readBlocks } from "./read-blocks.ts";
import { segmentsOf } from "./segments.ts";

export type ReadMarkdown = (markdown: string, how: Reading) => Block[];

/** `growing`: more is to come, so a formula without its end is one being written, not a stray mark. */
type Reading = { readonly growing: boolean };

/** Reads one text after another that goes on from it, and remembers the stretches it has read. */
export function markdownReader(): ReadMarkdown {
  let known: ReadonlyMap<string, Block[]> = new Map();
  return (markdown, { growing }) => {
    const lines = markdown
      .toWellFormed()
      .split(/\r\n?|\n/)
      .map(limitNesting);
    const segments = segmentsOf(fenceFormulas(lines, growing));
    const names = segments.length > 1 ? findNames(lines) : new Map<string, string>();
    const read = new Map<string, Block[]>();
    let blocks: Block[] = [];
    for (const { text, isTorn } of segments) {
      const before = namesBefore(text, names);
      const source = before + text;
      const own = known.get(source) ?? readBlocks(parseMarkdown(source), before.length);
      read.set(source, own);
      blocks = isTorn ? joinTorn(blocks, own) : blocks.concat(own);
    }
    known = read;
    return blocks;
  };
}

/** A text that stands alone. */
export const readMarkdown: ReadMarkdown = (markdown, how) => markdownReader()(markdown, how);

/** Each line is held against all quotes and lists that are open: one deeper than this is no list to a reader. */
function limitNesting(line: string): string {
  return line.replace(/^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){32}[ \t]*/, "$&\\");
}
