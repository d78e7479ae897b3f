/** Blocks → Telegram's rich Markdown, in one plain way of writing each: what any reader of Markdown agrees on. */
import type { Block, BlockOf, Item, Run } from "./document.ts";
import { type Place, printRuns } from "./print-runs.ts";
import { tableText } from "./table-text.ts";

/** Telegram refuses a table with more columns [rich.d.ts, "Rich Message Limits"]. */
const maxColumns = 20;

export function printMarkdown(blocks: readonly Block[]): string {
  let isSecond = false;
  const printed = blocks.map((block, index) => {
    // Lists that follow each other are told apart by their marks.
    isSecond = !isSecond && isSameList(blocks[index - 1], block);
    return printBlock(block, isSecond);
  });
  return printed.join("\n\n");
}

function isSameList(a: Block | undefined, b: Block): boolean {
  return a?.kind === "list" && b.kind === "list" && (a.start === null) === (b.start === null);
}

function printBlock(block: Block, isSecond: boolean): string {
  switch (block.kind) {
    case "paragraph":
      return printRuns(block.runs, "text");
    case "heading":
      return `${"#".repeat(block.level)} ${printRuns(block.runs, "heading")}`;
    case "code":
      return fenced(block.language, block.text);
    case "math":
      return fenced("math", block.text);
    case "quote":
      return printMarkdown(block.blocks).replace(/^/gm, "> ").replace(/^> $/gm, ">");
    case "list":
      return block.items
        .map((item, index) => printItem(item, markOf(block, index, isSecond)))
        .join("\n");
    case "table":
      return printTable(block);
    case "rule":
      return "---";
  }
}

function fenced(language: string, code: string): string {
  const runs = code.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(runs.reduce((most, run) => Math.max(most, run.length + 1), 3));
  return `${fence}${language}\n${code}\n${fence}`;
}

function markOf({ start }: BlockOf<"list">, index: number, isSecond: boolean): string {
  if (start === null) return isSecond ? "* " : "- ";
  return `${Math.min(start + index, 999_999_999)}${isSecond ? ")" : "."} `;
}

function printItem({ done, blocks }: Item, mark: string): string {
  const box = done === null ? "" : done ? "[x] " : "[ ] ";
  const [first, ...rest] = blocks;
  const content = first?.kind === "rule" ? rest : blocks;
  const [head, tail, ...others] = content;
  const isTight = head?.kind === "paragraph" && tail?.kind === "list" && others.length === 0;
  const text = isTight
    ? `${printBlock(head, false)}\n${printBlock(tail, false)}`
    : printMarkdown(content);
  return `${mark}${box}${text.replace(/\n(?!\n|$)/g, `\n${" ".repeat(mark.length)}`)}`.trimEnd();
}

function printTable(table: BlockOf<"table">): string {
  const { align, header, rows } = table;
  if (header.length > maxColumns) return fenced("", tableText(table));
  const rulers = { left: ":--", center: ":-:", right: "--:" } as const;
  const ruler = align.map((side) => (side ? rulers[side] : "---"));
  return [header.map(inCell), ruler, ...rows.map((row) => row.map(inCell))]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function inCell(runs: readonly Run[]): string {
  return printRuns(runs, "cell" satisfies Place);
}
