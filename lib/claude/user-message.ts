/** A batch as one user turn: its inbounds as blocks, in the order they were written. */
import type { Inbound } from "../model/inbound.ts";
import type { Block } from "../model/message.ts";

export function buildUserBlocks(inbounds: readonly Inbound[]): readonly Block[] {
  return inbounds.flatMap(({ content }): Block[] => {
    if (content.kind !== "text") return [];
    // The API refuses blank text blocks; Telegram never sends one, but a journal outlives rules.
    return content.text.trim() === "" ? [] : [{ type: "text", text: content.text }];
  });
}
