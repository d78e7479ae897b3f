/** When must this thread act by itself? Null where only new traffic can give it something to do. */
import type { DeadlineName } from "../journal/deadlines.ts";
import type { Journal } from "../journal/journal.ts";

/** What this alarm does already: it needs no second call. */
export type Busy = { readonly serving: boolean; readonly turnTaken: boolean };

/** What is served at any time, also while a turn runs. */
const served: readonly DeadlineName[] = ["commands", "media", "relay", "prune"];

export function nextDueMs(journal: Journal, { serving, turnTaken }: Busy): number | null {
  const servedAtMs = serving ? null : journal.deadlines.next(served);
  const turnAtMs = turnTaken ? null : turnDueMs(journal);
  if (servedAtMs === null || turnAtMs === null) return servedAtMs ?? turnAtMs;
  return Math.min(servedAtMs, turnAtMs);
}

/** An open turn that waits for nothing was cut off by a crash; messages behind it wait for it. */
function turnDueMs({ turns, deadlines }: Journal): number | null {
  return turns.open() ? (deadlines.at("turn") ?? 0) : deadlines.at("window");
}
