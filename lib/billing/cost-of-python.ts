/** What running a user's code costs: by its time, a begun millisecond counts. */
import { type NanoUsd, timesNanoUsd } from "../model/money.ts";
import type { PythonPrice } from "./price-table.ts";

/** Of the run, or of the time limit where the cost is estimated. Throws RangeError for a negative or endless time. */
export function costOfPython({ perMs, startMs }: PythonPrice, runMs: number): NanoUsd {
  return timesNanoUsd(perMs, Math.ceil(runMs) + startMs);
}
