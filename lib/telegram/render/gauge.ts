/** How much of a message's room something takes. */
import type { Block } from "./document.ts";

/** Length in UTF-16 units, and the number of what else Telegram counts in such a message. */
export type Size = { readonly length: number; readonly count: number };

export type Gauge = {
  /** Of one block, alone in a message. */
  readonly sizeOf: (block: Block) => Size;
  readonly most: Size;
};

export const nothing: Size = { length: 0, count: 0 };

export function fits(size: Size, most: Size): boolean {
  return size.length <= most.length && size.count <= most.count;
}

export function sum(a: Size, b: Size): Size {
  return { length: a.length + b.length, count: a.count + b.count };
}

/** With the empty line before the next block. */
export function withGap({ length, count }: Size): Size {
  return { length: length + 2, count };
}
