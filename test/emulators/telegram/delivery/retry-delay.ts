/** When a refused update is tried again [WebhookActor.cpp, faults-and-benchmarks §1.1]. */

const FIRST_DELAY_MS = 2_000;
const CAP_FROM_MS = 60_000;
const CAP_SPREAD_MS = 60_000;

/**
 * Milliseconds until the next attempt: the first retry at once, then 2, 4, 8 … s, at most a random
 * 60–120 s; a Retry-After of the bot goes before all of that.
 *
 * @param failures attempts that failed so far, at least 1
 * @param random a number in [0, 1)
 */
export function retryDelayMs(failures: number, retryAfterSeconds: number, random: number): number {
  if (retryAfterSeconds > 0) return retryAfterSeconds * 1000;
  if (failures <= 1) return 0;
  const cap = CAP_FROM_MS + random * CAP_SPREAD_MS;
  return Math.min(cap, FIRST_DELAY_MS * 2 ** (failures - 2));
}
