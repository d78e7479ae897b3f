/** When a request that brought nothing may be made again: three tries, a little later each time (design §6). */
import type { AppError } from "../model/app-error.ts";

const maxTries = 3;
const firstDelayMs = 500;
/** Asked to wait longer than this, it is better to say so to the person who waits. */
const longestWaitMs = 20_000;

/** Null where it may not. `random` gives [0, 1): threads that failed together must not come back together. */
export function retryDelayMs(
  { retry }: AppError,
  triesSoFar: number,
  random: () => number,
): number | null {
  if (retry.kind === "never" || triesSoFar >= maxTries) return null;
  if (retry.afterMs !== undefined) return retry.afterMs <= longestWaitMs ? retry.afterMs : null;
  return firstDelayMs * 2 ** (triesSoFar - 1) * (1 - random() / 4);
}
