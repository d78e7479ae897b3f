/** Blocks → text with entities, for messages without tables and lists of their own: these are drawn with characters. */
import type { TextEntity } from "../../model/turn-state.ts";
import type { Block, BlockOf, Item, Run } from "./document.ts";
import { tableText } from "./table-text.ts";
import { TextWriter } from "./text-writer.ts";
import { writeRuns } from "./write-runs.ts";

export type EntityText = { readonly text: string; readonly entities: readonly TextEntity[] };

/** A quotation longer than this is folded. */
const longQuote = 400;
/** Drawn in a frame, which needs no empty line below it. */
const boxed: ReadonlySet<Block["kind"]> = new Set(["code", "math", "table", "quote"]);

const bullets = ["•", "◦", "▪"] as const;

export function printEntities(blocks: readonly Block[]): EntityText {
  const writer = new TextWriter();
  writeBlocks(writer, blocks, { depth: 0, gap: 2, lead: "", inQuote: false });
  return writer.finish();
}

type Context = {
  /** Of lists. */
  readonly depth: number;
  /** Line ends before the block. */
  readonly gap: number;
  /** What the first line begins with: the mark of the item. */
  readonly lead: string;
  readonly inQuote: boolean;
};

function writeBlocks(writer: TextWriter, blocks: readonly Block[], context: Context): void {
  blocks.forEach((block, index) => {
    const lead = index === 0 ? context.lead : indentOf(context.depth);
    const before = blocks[index - 1]?.kind ?? "rule";
    const gap = context.depth > 0 || boxed.has(before) ? 1 : 2;
    writeBlock(writer, block, { ...context, lead, gap });
  });
}

function writeBlock(writer: TextWriter, block: Block, context: Context): void {
  const { depth, lead } = context;
  if (block.kind === "list") {
    writeList(writer, block, context);
    return;
  }
  writer.breakLines(context.gap);
  if (block.kind === "paragraph" || block.kind === "heading") {
    writer.write(lead);
    writeRuns(writer, block.kind === "heading" ? inBold(block.runs) : block.runs, indentOf(depth));
    return;
  }
  if (lead.trim() !== "") writer.write(`${lead.trimEnd()}\n`);
  if (block.kind === "rule") writer.write("———");
  else if (block.kind === "quote") writeQuote(writer, block, context);
  else writeFixedWidth(writer, block);
}

function inBold(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({ ...run, bold: true }));
}

function writeFixedWidth(writer: TextWriter, block: BlockOf<"code" | "math" | "table">): void {
  const start = writer.length;
  writer.write(block.kind === "table" ? tableText(block) : block.text);
  const language = block.kind === "math" ? "latex" : block.kind === "code" ? block.language : "";
  writer.mark(
    { start, end: writer.length },
    { type: "pre", ...(language === "" ? {} : { language }) },
  );
}

/** Telegram knows no quotation inside another. */
function writeQuote(writer: TextWriter, { blocks }: BlockOf<"quote">, context: Context): void {
  const start = writer.length;
  writeBlocks(writer, blocks, { depth: 0, gap: 2, lead: "", inQuote: true });
  const end = writer.length;
  const type = end - start > longQuote ? "expandable_blockquote" : "blockquote";
  if (!context.inQuote) writer.mark({ start, end }, { type });
}

function writeList(writer: TextWriter, list: BlockOf<"list">, context: Context): void {
  const { depth, gap, lead, inQuote } = context;
  writer.breakLines(gap);
  list.items.forEach((item, index) => {
    writer.breakLines(1);
    // A list at the start of an item shares its first line.
    const before = index === 0 && lead.trim() !== "" ? lead : indentOf(depth);
    const mark = `${before}${markOf(list, item, { index, depth })} `;
    if (item.blocks.length === 0) writer.write(mark.trimEnd());
    writeBlocks(writer, item.blocks, { depth: depth + 1, gap: 1, lead: mark, inQuote });
  });
}

type Position = { readonly index: number; readonly depth: number };

function markOf({ start }: BlockOf<"list">, { done }: Item, { index, depth }: Position): string {
  if (done !== null) return done ? "☑" : "☐";
  return start === null ? (bullets[Math.min(depth, 2)] ?? "•") : `${start + index}.`;
}

function indentOf(depth: number): string {
  return "   ".repeat(depth);
}
