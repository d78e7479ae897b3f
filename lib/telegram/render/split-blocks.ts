/** Shares blocks out to messages: cut between blocks, else inside the one that is too long for any message. */
import { cutBlock } from "./cut-block.ts";
import type { Block } from "./document.ts";
import { fits, type Gauge, nothing, type Size, sum, withGap } from "./gauge.ts";

export function splitBlocks(blocks: readonly Block[], gauge: Gauge): Block[][] {
  const messages: Block[][] = [];
  let message: Block[] = [];
  let used = nothing;
  for (const block of blocks.flatMap((long) => cutBlock(long, gauge))) {
    const size = gauge.sizeOf(block);
    if (message.length > 0 && !fits(sum(used, size), gauge.most)) {
      const along = fittingHeadings(message, size, gauge);
      messages.push(message.slice(0, message.length - along.length));
      message = along;
      used = sizeOfAll(message, gauge);
    }
    message.push(block);
    used = sum(used, withGap(size));
  }
  return message.length > 0 ? [...messages, message] : messages;
}

/** A heading goes with what it stands above. */
function fittingHeadings(message: readonly Block[], next: Size, gauge: Gauge): Block[] {
  const from = message.findLastIndex(({ kind }) => kind !== "heading") + 1;
  const headings = message.slice(from);
  return from > 0 && fits(sum(sizeOfAll(headings, gauge), next), gauge.most) ? headings : [];
}

function sizeOfAll(blocks: readonly Block[], gauge: Gauge): Size {
  return blocks.map((block) => withGap(gauge.sizeOf(block))).reduce(sum, nothing);
}
