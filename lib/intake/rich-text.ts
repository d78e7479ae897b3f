/** The words of a rich message (Bot API, RichMessage): what this bot answers in, and what others forward. */

/** Telegram nests 16 levels of blocks and formatting; anything deeper is not from Telegram. */
const maxDepth = 64;

/** Fields that hold words, in reading order, and what stands between the items of a list in each. */
const fields: readonly (readonly [name: string, between: string])[] = [
  ["label", ""],
  ["text", ""],
  ["alternative_text", ""],
  ["expression", ""],
  ["summary", ""],
  ["blocks", "\n"],
  ["items", "\n"],
  ["cells", "\n"],
  ["caption", ""],
  ["credit", ""],
];

/** Empty where there are no words in it. */
export function richText(node: unknown, between = "", depth = 0): string {
  if (typeof node === "string") return node;
  if (typeof node !== "object" || node === null || depth > maxDepth) return "";
  if (Array.isArray(node)) return joined(node, between, depth);
  const known = node as Readonly<Record<string, unknown>>;
  const separator = "label" in known ? " " : "\n";
  return fields
    .map(([name, inside]) => richText(known[name], inside, depth + 1))
    .filter((words) => words !== "")
    .join(separator);
}

/** Rows of a table are lists within a list. */
function joined(nodes: readonly unknown[], between: string, depth: number): string {
  const inside = between === "\n" ? " | " : "";
  return nodes.map((node) => richText(node, inside, depth + 1)).join(between);
}
