/** What hearing a recording is expected to cost, before anybody knows which engine will hear it. */
import { type NanoUsd, timesNanoUsd } from "../model/money.ts";
import type { PriceTable } from "./price-table.ts";

/** By the dearest engine; a begun second counts. Throws RangeError for a negative or endless time. */
export function estimateOfSpeech({ speechSecond }: PriceTable, seconds: number): NanoUsd {
  return timesNanoUsd(Math.max(...Object.values(speechSecond)), Math.ceil(seconds));
}
