/** Reads Claude's Markdown as GitHub does, plus formulas: text → syntax tree, in time linear in its length. */
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFootnoteFromMarkdown } from "mdast-util-gfm-footnote";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmFootnote } from "micromark-extension-gfm-footnote";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { fenceFormulas } from "./fence-formulas.ts";
import { limitedMarks, replacedMarks, withMarkLimit } from "./mark-limit.ts";
import { mathText, mathTextToTree } from "./math-text.ts";

const extensions = [
  limitedMarks,
  gfmTable(),
  gfmTaskListItem(),
  withMarkLimit(gfmStrikethrough({ singleTilde: false })),
  withMarkLimit(gfmFootnote()),
  mathText,
  // A tag on a line of its own is text as any other, so that the Markdown after it is still read.
  { disable: { null: ["htmlFlow", ...replacedMarks] } },
];

const mdastExtensions = [
  gfmTableFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmFootnoteFromMarkdown(),
  mathTextToTree,
];

/** `growing`: more is to come, so a formula without its end is one being written, not a stray mark. */
export function parseMarkdown(markdown: string, { growing }: { growing: boolean }): Root {
  const lines = markdown
    .toWellFormed()
    .split(/\r\n?|\n/)
    .map(limitNesting);
  return fromMarkdown(fenceFormulas(lines, growing).join("\n"), { extensions, mdastExtensions });
}

/** Each line is held against all quotes and lists that are open: one deeper than this is no list to a reader. */
function limitNesting(line: string): string {
  return line.replace(/^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){32}[ \t]*/, "$&\\");
}
