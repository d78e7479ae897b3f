/** Puts together what was read apart only because it is long: two halves of a list, a quotation or a paragraph. */
import type { Block } from "./document.ts";

export function joinTorn(above: readonly Block[], below: readonly Block[]): Block[] {
  const [first, ...rest] = below;
  const last = above.at(-1);
  const joined = last && first ? joinPair(last, first) : null;
  return joined ? [...above.slice(0, -1), joined, ...rest] : [...above, ...below];
}

function joinPair(above: Block, below: Block): Block | null {
  if (above.kind === "list" && below.kind === "list") {
    const isSame = (above.start === null) === (below.start === null);
    return isSame ? { ...above, items: [...above.items, ...below.items] } : null;
  }
  if (above.kind === "quote" && below.kind === "quote")
    return { ...above, blocks: joinTorn(above.blocks, below.blocks) };
  if (above.kind === "paragraph" && below.kind === "paragraph")
    return { ...above, runs: [...above.runs, { text: "\n" }, ...below.runs] };
  return null;
}
