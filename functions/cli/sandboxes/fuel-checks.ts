/** The instructions that burn fuel, and how much of it a stretch of code costs. */
import { leb, signed } from "./wasm-bytes.ts";
import type { Stretch } from "./wasm-code.ts";

/**
 * What burns fuel. `turn`: each turn of a loop one unit, whatever is done in it. `work`: turns and calls of functions
 * alike, the longer the more, which tells time within a factor of three; with turns alone it is ten.
 */
export type FuelUnit = "turn" | "work";

export type Meter = {
  /** The index of the global that holds it. */
  readonly fuel: number;
  /** The index of the function to call when it is gone; null: a trap. */
  readonly callOut: number | null;
  readonly unit: FuelUnit;
};

/** What stands where a stretch begins; null where it burns nothing. */
export type FuelCheck = (stretch: Stretch) => Uint8Array | null;

export const op = {
  unreachable: 0x00,
  if: 0x04,
  end: 0x0b,
  call: 0x10,
  drop: 0x1a,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Const: 0x41,
  i32Eqz: 0x45,
  i32LeS: 0x4c,
  i32Sub: 0x6b,
};
const noResult = 0x40;

/** Of `work`: so many instructions are one unit. Nobody takes every branch, so that the longest count for less. */
const instructionsPerUnit = 8;
const mostUnits = 16;

/** fuel -= cost; if (fuel === 0) callOut(); where more than one is burnt at a time, zero may be passed over. */
export function fuelChecks({ fuel, callOut, unit }: Meter): FuelCheck {
  const get = [op.globalGet, ...leb(fuel)];
  const set = [op.globalSet, ...leb(fuel)];
  const isGone = unit === "turn" ? [op.i32Eqz] : [op.i32Const, 0, op.i32LeS];
  const stop = callOut === null ? [op.unreachable] : [op.call, ...leb(callOut), op.drop];
  const judge = [...get, ...isGone, op.if, noResult, ...stop, op.end];
  return (stretch) => {
    const cost = costOf(stretch, unit);
    if (cost === 0) return null;
    return Uint8Array.from([...get, op.i32Const, ...signed(cost), op.i32Sub, ...set, ...judge]);
  };
}

function costOf({ isLoop, instructions }: Stretch, unit: FuelUnit): number {
  if (unit === "turn") return isLoop ? 1 : 0;
  return Math.min(mostUnits, Math.max(1, Math.ceil(instructions / instructionsPerUnit)));
}
