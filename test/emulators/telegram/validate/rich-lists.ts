/** `<ul>`, `<ol>` and task lists. */
import type { RichBlock, RichBlockListItem } from "grammy/types";
import { richError } from "./rich-error.ts";
import { attribute, type RichChild, type RichNode } from "./rich-tree.ts";

type ToBlocks = (children: readonly RichChild[]) => RichBlock[];

const LABEL_TYPES = ["a", "A", "i", "I", "1"] as const;

export function listBlock(node: RichNode, toBlocks: ToBlocks): RichBlock {
  const items = node.children.filter((child) => typeof child === "object");
  if (items.length === 0) throw richError("a list must have at least one item");
  const first = Number(attribute(node, "start") || 1);
  const step = node.attributes.has("reversed") ? -1 : 1;
  return {
    type: "list",
    items: items.map((item, index) => {
      const numbered = node.tag === "ol" ? numberOf(item, node, first + index * step) : null;
      return listItem(item, numbered, toBlocks);
    }),
  };
}

type Numbered = Pick<RichBlockListItem, "value" | "type">;

function numberOf(item: RichNode, list: RichNode, position: number): Numbered {
  const value = Number(attribute(item, "value") || position);
  if (!Number.isInteger(value)) throw richError("list item value must be an integer");
  const wanted = attribute(item, "type") || attribute(list, "type") || "1";
  const type = LABEL_TYPES.find((candidate) => candidate === wanted);
  if (type === undefined) throw richError(`list item type "${wanted}" is invalid`);
  return { value, type };
}

function listItem(
  node: RichNode,
  numbered: Numbered | null,
  toBlocks: ToBlocks,
): RichBlockListItem {
  const { children, box } = takeCheckbox(node.children);
  const label = numbered === null ? "•" : `${numbered.value}.`;
  return { label, blocks: toBlocks(children), ...(numbered ?? {}), ...box };
}

type Checkbox = Pick<RichBlockListItem, "has_checkbox" | "is_checked">;
type Boxed = { readonly children: readonly RichChild[]; readonly box: Checkbox };

/** A box is an `<input type="checkbox">` or, in markdown, `[ ]` or `[x]` at the start of the text. */
function takeCheckbox(children: readonly RichChild[]): Boxed {
  const at = children.findIndex((child) => typeof child !== "string" || child.trim() !== "");
  const first = children[at];
  const rest = children.slice(at + 1);
  if (first === undefined) return { children, box: {} };
  if (typeof first === "string") {
    const mark = /^\s*\[([ xX])\]\s/.exec(first);
    if (mark === null) return { children, box: {} };
    return { children: [first.slice(mark[0].length), ...rest], box: checkbox(mark[1] !== " ") };
  }
  if (first.tag === "p") {
    const inner = takeCheckbox(first.children);
    return { children: [{ ...first, children: [...inner.children] }, ...rest], box: inner.box };
  }
  if (first.tag !== "input") return { children, box: {} };
  if (attribute(first, "type") !== "checkbox")
    throw richError('tag "input" must have type "checkbox"');
  return { children: rest, box: checkbox(first.attributes.has("checked")) };
}

function checkbox(isChecked: boolean): Checkbox {
  return { has_checkbox: true, ...(isChecked ? { is_checked: true } : {}) };
}
