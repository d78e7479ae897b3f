/** What running a user's code costs: by its time, a begun millisecond counts. */
import { type NanoUsd, timesNanoUsd } from "../model/money.ts";
import type { PriceTable } from "./price-table.ts";

/** Of the run, or of the time limit where the cost is estimated. Throws RangeError for a negative or endless time. */
export function costOfPython({ pythonMs }: PriceTable, runMs: number): NanoUsd {
  return timesNanoUsd(pythonMs, Math.ceil(runMs));
}

/** The same in a container, which is paid for from its start on. */
export function costOfContainer({ container }: PriceTable, runMs: number): NanoUsd {
  return timesNanoUsd(container.perMs, Math.ceil(runMs) + container.startMs);
}
