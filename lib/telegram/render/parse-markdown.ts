/** Reads Claude's Markdown as GitHub does, plus formulas: one stretch of text → syntax tree. */
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

export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, { extensions, mdastExtensions });
}
