/** A block that is too long, as the smallest pieces it may be cut into, and pieces put together again. */
import { chop } from "./chop.ts";
import type { Block, Run } from "./document.ts";

/** A stretch without a space, or a line of code, is cut inside only where it is longer than this. */
export type Longest = { readonly word: number; readonly line: number };

/** Blocks of the same kind with one item, row, line or word each; one alone where there is nothing to cut. */
export function unitsOf(block: Block, longest: Longest): Block[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return words(block.runs, longest.word).map((run) => ({ ...block, runs: [run] }));
    case "code":
    case "math":
      return lines(block.text, longest.line).map((text) => ({ ...block, text }));
    case "quote":
      return block.blocks.map((inner) => ({ ...block, blocks: [inner] }));
    case "list": {
      const { start, items } = block;
      const number = (index: number) => (start === null ? null : start + index);
      return items.map((item, index) => ({ ...block, start: number(index), items: [item] }));
    }
    case "table":
      return block.rows.map((row) => ({ ...block, rows: [row] }));
    case "rule":
      return [block];
  }
}

/** The block without any of its units: what each part of it repeats. */
export function frameOf(block: Block): Block {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return { ...block, runs: [] };
    case "code":
    case "math":
      return { ...block, text: "" };
    case "quote":
      return { ...block, blocks: [] };
    case "list":
      return { ...block, items: [] };
    case "table":
      return { ...block, rows: [] };
    case "rule":
      return block;
  }
}

/** Units of one block, in their order, as a block again. */
export function joinUnits(units: readonly Block[]): Block | null {
  const [first] = units;
  switch (first?.kind) {
    case "paragraph":
    case "heading":
      return { ...first, runs: units.flatMap((unit) => ("runs" in unit ? unit.runs : [])) };
    case "code":
    case "math": {
      const text = units.map((unit) => ("text" in unit ? unit.text : "")).join("");
      return { ...first, text: text.replace(/\n$/, "") };
    }
    case "quote":
      return { ...first, blocks: units.flatMap((unit) => ("blocks" in unit ? unit.blocks : [])) };
    case "list":
      return { ...first, items: units.flatMap((unit) => ("items" in unit ? unit.items : [])) };
    case "table":
      return { ...first, rows: units.flatMap((unit) => ("rows" in unit ? unit.rows : [])) };
    default:
      return first ?? null;
  }
}

/** Word by word, each with the space behind it. */
function words(runs: readonly Run[], longest: number): Run[] {
  return runs.flatMap((run) => {
    const tokens = run.verbatim ? [run.text] : (run.text.match(/\S+\s*|\s+/g) ?? []);
    return tokens.flatMap((token) => chop(token, longest)).map((text) => ({ ...run, text }));
  });
}

/** Line by line, each with its end. */
function lines(text: string, longest: number): string[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).flatMap((line) => chop(line, longest));
}
