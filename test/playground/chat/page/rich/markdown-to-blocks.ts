/**
 * Rich markdown → the blocks a client receives.
 *
 * Drafts reach the page as markdown, sent messages as blocks: both are drawn by one renderer. A
 * draft may end anywhere, in the middle of a table or a formula; nothing here is refused.
 */
import type { RichBlock, RichBlockListItem, RichBlockTableCell } from "grammy/types";
import { markdownParser } from "./markdown-parser.ts";
import { markdownToText } from "./markdown-to-text.ts";
import { type TokenNode, tokenTree } from "./token-tree.ts";

const headingSizes: Readonly<Record<string, 1 | 2 | 3 | 4 | 5 | 6>> = {
  h1: 1,
  h2: 2,
  h3: 3,
  h4: 4,
  h5: 5,
  h6: 6,
};

const textOf = (node: TokenNode) => markdownToText(node.children[0]?.token);

const codeBlock = (node: TokenNode): RichBlock => {
  const language = node.token.info.trim().split(/\s+/)[0] ?? "";
  const source = node.token.content.replace(/\n$/, "");
  if (language === "math") return { type: "mathematical_expression", expression: source };
  return { type: "pre", text: source, ...(language ? { language } : {}) };
};

/** `[ ]` and `[x]` at the start of an item's first text make it a task. */
const readCheckbox = (item: TokenNode): "none" | "open" | "done" => {
  const first = item.children[0]?.children[0]?.token.children?.[0];
  const found = first?.type === "text" ? /^\[([ xX])\]\s/.exec(first.content) : null;
  if (!first || !found) return "none";
  first.content = first.content.slice(found[0].length);
  return found[1] === " " ? "open" : "done";
};

const listItem = (item: TokenNode, label: string): RichBlockListItem => {
  const checkbox = readCheckbox(item);
  return {
    label,
    blocks: item.children.map(toBlock),
    ...(checkbox === "none" ? {} : { has_checkbox: true }),
    ...(checkbox === "done" ? { is_checked: true } : {}),
  };
};

const list = (node: TokenNode): RichBlock => {
  const ordered = node.token.type === "ordered_list_open";
  const start = Number(node.token.attrGet("start") ?? 1);
  const label = (index: number): string => (ordered ? `${start + index}.` : "•");
  return {
    type: "list",
    items: node.children.map((item, index) => listItem(item, label(index))),
  };
};

const tableCell = (node: TokenNode): RichBlockTableCell => {
  const align = /text-align:(left|center|right)/.exec(String(node.token.attrGet("style")))?.[1];
  return {
    text: textOf(node),
    align: align === "center" || align === "right" ? align : "left",
    valign: "top",
    ...(node.token.tag === "th" ? { is_header: true } : {}),
  };
};

const table = (node: TokenNode): RichBlock => ({
  type: "table",
  cells: node.children.flatMap((section) =>
    section.children.map((row) => row.children.map(tableCell)),
  ),
});

const details = (node: TokenNode): RichBlock => {
  const [summary, ...body] = node.children;
  return {
    type: "details",
    summary: markdownToText(summary?.token),
    blocks: body.map(toBlock),
    ...(node.token.info ? { is_open: true } : {}),
  };
};

const toBlock = (node: TokenNode): RichBlock => {
  const { token } = node;
  switch (token.type) {
    case "heading_open":
      return {
        type: "heading",
        text: textOf(node),
        size: headingSizes[token.tag] ?? 6,
      };
    case "fence":
    case "code_block":
      return codeBlock(node);
    case "math_block":
      return { type: "mathematical_expression", expression: token.content };
    case "hr":
      return { type: "divider" };
    case "bullet_list_open":
    case "ordered_list_open":
      return list(node);
    case "blockquote_open":
      return { type: "blockquote", blocks: node.children.map(toBlock) };
    case "table_open":
      return table(node);
    case "details_open":
      return details(node);
    case "thinking":
      return { type: "thinking", text: token.content };
    case "footnote_open":
      return {
        type: "paragraph",
        text: { type: "reference", name: token.content, text: textOf(node) },
      };
    default:
      return {
        type: "paragraph",
        text: token.type === "inline" ? markdownToText(token) : textOf(node),
      };
  }
};

export const markdownToBlocks = (markdown: string): RichBlock[] =>
  tokenTree(markdownParser.parse(markdown, {})).map(toBlock);
