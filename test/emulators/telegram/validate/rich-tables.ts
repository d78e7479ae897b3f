/** `<table>`: rows of cells that hold only inline formatting. */
import type { RichBlock, RichBlockTableCell } from "grammy/types";
import { alignment, verticalAlignment } from "./rich-alignment.ts";
import { childWith } from "./rich-captions.ts";
import { richError } from "./rich-error.ts";
import { richText } from "./rich-text.ts";
import { attribute, type RichNode } from "./rich-tree.ts";

const MAX_SPAN = 1000;

export function tableBlock(node: RichNode): RichBlock {
  const rows = node.children.filter(
    (child): child is RichNode => typeof child === "object" && child.tag === "tr",
  );
  if (rows.length === 0) throw richError("a table must have at least one row");
  const caption = childWith(node.children, "caption");
  return {
    type: "table",
    cells: rows.map(rowCells),
    ...(node.attributes.has("bordered") ? { is_bordered: true } : {}),
    ...(node.attributes.has("striped") ? { is_striped: true } : {}),
    ...(node.attributes.has("compact") ? { is_compact: true } : {}),
    ...(caption === undefined ? {} : { caption: richText(caption.children) }),
  };
}

function rowCells(row: RichNode): RichBlockTableCell[] {
  const cells = row.children.filter((child) => typeof child === "object");
  if (cells.length === 0) throw richError("a table row must have at least one cell");
  return cells.map(tableCell);
}

function tableCell(node: RichNode): RichBlockTableCell {
  const text = richText(node.children);
  return {
    ...(text === "" ? {} : { text }),
    ...(node.tag === "th" ? { is_header: true } : {}),
    ...span(node, "colspan"),
    ...span(node, "rowspan"),
    align: alignment(attribute(node, "align") || "left"),
    valign: verticalAlignment(attribute(node, "valign") || "middle"),
  };
}

function span(node: RichNode, name: "colspan" | "rowspan"): { colspan?: number; rowspan?: number } {
  const given = node.attributes.get(name);
  if (given === undefined) return {};
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1 || count > MAX_SPAN)
    throw richError(`${name} "${given}" is invalid`);
  return count === 1 ? {} : { [name]: count };
}
