/** Cuts a block that is too long for a message into parts of its kind, each filled as far as it may be. */
import type { Block, BlockOf } from "./document.ts";
import { fits, type Gauge, type Size, sum } from "./gauge.ts";
import { frameOf, joinUnits, unitsOf } from "./units.ts";

/** Puts a block back into the lists and quotations it was taken out of. */
type Wrap = (block: Block) => Block;

/** At most: two spaces and the margin of all lists around it. */
const lineBreak = 32;

export function cutBlock(block: Block, gauge: Gauge): Block[] {
  return cut(block, gauge, (same) => same);
}

function cut(block: Block, gauge: Gauge, wrap: Wrap): Block[] {
  const { sizeOf, most } = gauge;
  const whole = wrap(block);
  if (fits(sizeOf(whole), most)) return [whole];
  const frame = sizeOf(wrap(frameOf(block)));
  const parts: Block[] = [];
  let group: Block[] = [];
  let used = frame;
  const endGroup = () => {
    const joined = joinUnits(group);
    if (joined) parts.push(wrap(joined));
    group = [];
    used = frame;
  };
  // Escapes may double a word; a line of code has its fences around it.
  for (const unit of unitsOf(block, { word: most.length >> 2, line: most.length - 256 })) {
    const alone = sizeOf(wrap(unit));
    const more = between(unit, {
      length: alone.length - frame.length,
      count: alone.count - frame.count,
    });
    if (!fits(alone, most) || !fits(sum(used, more), most)) endGroup();
    if (fits(alone, most)) {
      group.push(unit);
      used = sum(used, more);
    } else parts.push(...cutUnit(unit, gauge, wrap));
  }
  endGroup();
  // A table may be nothing but a header.
  return parts.length > 0 ? parts : cutUnit(block, gauge, wrap);
}

/** With what stands behind it when another follows: it was measured alone. */
function between(unit: Block, { length, count }: Size): Size {
  return { length: length + spaceBehind(unit), count };
}

function spaceBehind(unit: Block): number {
  switch (unit.kind) {
    case "paragraph":
    case "heading": {
      const space = /\s*$/.exec(unit.runs.at(-1)?.text ?? "")?.[0] ?? "";
      return space.includes("\n") ? lineBreak : space.length;
    }
    case "quote":
      return "\n>\n".length;
    case "list":
    case "table":
      return "\n".length;
    default:
      return 0;
  }
}

/** What cannot be part of a message as it is: what is inside goes alone. */
function cutUnit(unit: Block, gauge: Gauge, wrap: Wrap): Block[] {
  switch (unit.kind) {
    case "quote":
      return unit.blocks.flatMap((block) =>
        cut(block, gauge, (inner) => wrap({ ...unit, blocks: [inner] })),
      );
    case "list":
      return unit.items.flatMap(({ done, blocks }) =>
        blocks.flatMap((block, index) => {
          const asItem: Wrap = (inner) => wrap({ ...unit, items: [{ done, blocks: [inner] }] });
          // Only where the item begins it has its mark.
          return cut(block, gauge, index === 0 ? asItem : wrap);
        }),
      );
    case "table":
      return cellsOf(unit).flatMap((block) => cut(block, gauge, wrap));
    default:
      return [wrap(unit)];
  }
}

function cellsOf({ header, rows }: BlockOf<"table">): Block[] {
  const cells = rows.length > 0 ? rows.flat() : header;
  return cells.filter((runs) => runs.length > 0).map((runs) => ({ kind: "paragraph", runs }));
}
