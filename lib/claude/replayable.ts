/** What of an answer can be told to Claude again: whole blocks, verbatim, and nothing that waits for an answer. */
import type { Block } from "../model/message.ts";

/** A step that goes on: its calls are answered next. Blank text the API gives, but never takes. */
export function openBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter((block) => block.type !== "text" || String(block.text).trim() !== "");
}

/**
 * A step that is over, whole or cut off: calls nobody answered are left out, and with them thoughts at the
 * end, as no message may end with them.
 */
export function closedBlocks(blocks: readonly Block[]): readonly Block[] {
  const answered = new Set(blocks.map((block) => block.tool_use_id));
  const kept = openBlocks(blocks).filter((block) => !isCall(block) || answered.has(block.id));
  const end = kept.findLastIndex(({ type }) => type !== "thinking" && type !== "redacted_thinking");
  return kept.slice(0, end + 1);
}

/** Of the person's tools or the vendor's own (`server_tool_use`), whose result follows in the same message. */
function isCall({ type }: Block): boolean {
  return type === "tool_use" || type === "server_tool_use";
}
