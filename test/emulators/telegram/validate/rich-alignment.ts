/** How cells and button rows are aligned. */
import { richError } from "./rich-error.ts";

const HORIZONTAL = ["left", "center", "right"] as const;
const VERTICAL = ["top", "middle", "bottom"] as const;

export function alignment(given: string): (typeof HORIZONTAL)[number] {
  return oneOf(HORIZONTAL, given);
}

export function verticalAlignment(given: string): (typeof VERTICAL)[number] {
  return oneOf(VERTICAL, given);
}

function oneOf<Value extends string>(values: readonly Value[], given: string): Value {
  const value = values.find((candidate) => candidate === given);
  if (value === undefined) throw richError(`alignment "${given}" is invalid`);
  return value;
}
