/** Syntax tree → blocks: what Telegram has no form for is given the nearest one, what is empty is left out. */
import type { ListItem, Node, Nodes, Root, RootContent, Table } from "mdast";
import type { Align, Block, Item, Row } from "./document.ts";
import { type Addresses, isBlank, readRuns } from "./read-runs.ts";

/** Telegram takes 16 levels; a list and its item may count as two, looks inside text as three more. */
const maxDepth = 6;

/** Every row is made as long as the head: a thousand columns of a thousand rows would be a million cells. */
const maxColumns = 50;

/** `from`: what stands before it, in UTF-16 units, only names addresses. */
export function readBlocks(root: Root, from: number): Block[] {
  const addresses = findAddresses(root);
  return root.children
    .filter(({ position }: Node) => (position?.start.offset ?? 0) >= from)
    .flatMap((node) => toBlocks(node, { addresses, depth: 0 }));
}

type Context = { readonly addresses: Addresses; readonly depth: number };

function toBlocks(node: RootContent, context: Context): Block[] {
  switch (node.type) {
    case "heading": {
      const runs = readRuns(node.children, context.addresses);
      return isBlank(runs) ? [] : [{ kind: "heading", level: node.depth, runs }];
    }
    case "code":
      return codeBlock(node.lang ?? "", node.value);
    case "blockquote": {
      const blocks = inside(node.children, context);
      if (context.depth >= maxDepth || blocks.length === 0) return blocks;
      return [{ kind: "quote", blocks }];
    }
    case "list": {
      const items = node.children.map((item) => toItem(item, context));
      if (context.depth >= maxDepth) return items.flatMap(({ blocks }) => blocks);
      if (items.every(({ blocks }) => blocks.length === 0)) return [];
      return [{ kind: "list", start: node.ordered ? (node.start ?? 1) : null, items }];
    }
    case "table":
      return tableBlock(node, context);
    case "thematicBreak":
      return [{ kind: "rule" }];
    case "footnoteDefinition":
      return footnote(node.label ?? node.identifier, inside(node.children, context));
    case "paragraph": {
      const runs = readRuns(node.children, context.addresses);
      return isBlank(runs) ? [] : [{ kind: "paragraph", runs }];
    }
    default:
      return [];
  }
}

function inside(children: readonly RootContent[], { addresses, depth }: Context): Block[] {
  return children.flatMap((child) => toBlocks(child, { addresses, depth: depth + 1 }));
}

function codeBlock(info: string, text: string): Block[] {
  if (text.trim() === "") return [];
  const language = /^[\w+#.-]{1,30}/.exec(info)?.[0] ?? "";
  return language === "math" ? [{ kind: "math", text }] : [{ kind: "code", language, text }];
}

function toItem(item: ListItem, context: Context): Item {
  return { done: item.checked ?? null, blocks: inside(item.children, context) };
}

function tableBlock(node: Table, { addresses }: Context): Block[] {
  const [head = [], ...rows] = node.children.map((row): Row => {
    return row.children.map((cell) => readRuns(cell.children, addresses));
  });
  if ([head, ...rows].every((row) => row.every(isBlank))) return [];
  const header = asLongAs(head.slice(0, maxColumns), head);
  const align: Align[] = header.map((_, column) => node.align?.[column] ?? null);
  return [{ kind: "table", align, header, rows: rows.map((row) => asLongAs(header, row)) }];
}

/** A row too long comes of a `|` in code: what is behind the last column was meant to stand in it. */
function asLongAs(header: Row, row: Row): Row {
  const last = header.length - 1;
  const behind = row.slice(last + 1).flatMap((runs) => [{ text: " | " }, ...runs]);
  return header.map((_, column) => [...(row[column] ?? []), ...(column === last ? behind : [])]);
}

/** Telegram's own footnotes need text and note in one message; as words they survive every cut. */
function footnote(label: string, blocks: readonly Block[]): Block[] {
  const mark = { text: `[${label}] ` };
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph") return [{ kind: "paragraph", runs: [mark] }, ...blocks];
  return [{ kind: "paragraph", runs: [mark, ...first.runs] }, ...rest];
}

/** As in every reader of Markdown the first of a name counts. */
function findAddresses(root: Root): Addresses {
  const addresses = new Map<string, string>();
  const open: Nodes[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === "definition" && !addresses.has(node.identifier)) {
      addresses.set(node.identifier, node.url);
    }
    if ("children" in node) open.push(...node.children.toReversed());
  }
  return addresses;
}
