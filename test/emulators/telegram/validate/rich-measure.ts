/** Measures blocks against the limits of a rich message, whatever notation they came from. */
import type { RichBlock, RichText } from "grammy/types";
import { contentsOf } from "./rich-contents.ts";
import { richError } from "./rich-error.ts";
import { RICH_LIMITS } from "./rich-limits.ts";

const MEDIA_TYPES: ReadonlySet<string> = new Set([
  "photo",
  "video",
  "animation",
  "audio",
  "voice_note",
  "document",
]);
const SILENT_TYPES: ReadonlySet<string> = new Set(["paragraph", "anchor"]);

type Measure = {
  /** Unicode characters, as the server counts; not UTF-16 units. */
  characters: number;
  blocks: number;
  media: number;
  levels: number;
};

export function measureRich(blocks: readonly RichBlock[]): void {
  const measure: Measure = { characters: 0, blocks: 0, media: 0, levels: 0 };
  for (const block of blocks) addBlock(measure, block, 1);
  const isSilent = blocks.every((block) => SILENT_TYPES.has(block.type));
  if (isSilent && measure.characters === 0) throw richError("rich message must be non-empty");
  for (const limit of ["characters", "blocks", "media", "levels"] as const) {
    atMost(limit, measure[limit]);
  }
}

function addBlock(measure: Measure, block: RichBlock, level: number): void {
  const { texts, blocks, parts } = contentsOf(block);
  measure.blocks += 1 + parts;
  measure.levels = Math.max(measure.levels, level);
  if (MEDIA_TYPES.has(block.type)) measure.media += 1;
  if (block.type === "buttons") atMost("buttonsInRow", block.buttons.length);
  if (block.type === "table") for (const row of block.cells) atMost("columns", columnsOf(row));
  for (const text of texts) addText(measure, text, level);
  for (const inner of blocks) addBlock(measure, inner, level + 1);
}

function columnsOf(row: readonly { readonly colspan?: number }[]): number {
  return row.reduce((sum, cell) => sum + (cell.colspan ?? 1), 0);
}

function addText(measure: Measure, text: RichText, level: number): void {
  if (typeof text === "string") {
    measure.characters += lengthOf(text);
    return;
  }
  if (Array.isArray(text)) {
    for (const part of text) addText(measure, part, level);
    return;
  }
  measure.levels = Math.max(measure.levels, level + 1);
  if (text.type === "custom_emoji") measure.characters += lengthOf(text.alternative_text);
  else if (text.type === "mathematical_expression") measure.characters += lengthOf(text.expression);
  else if (text.type === "button") addText(measure, text.button.text, level + 1);
  else if (text.type !== "anchor") addText(measure, text.text, level + 1);
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function atMost(limit: keyof typeof RICH_LIMITS, count: number): void {
  const most = RICH_LIMITS[limit];
  if (count > most) throw richError(`too many ${limit}: ${count} of at most ${most}`);
}
