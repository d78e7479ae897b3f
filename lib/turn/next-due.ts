/** When must this thread act by itself? Null where only new traffic can give it something to do. */
import type { DeadlineName } from "../journal/deadlines.ts";
import type { Journal } from "../journal/journal.ts";

/** What is served at any time, also while a turn runs. */
const served: readonly DeadlineName[] = ["commands", "relay", "prune"];

export function nextDueMs(journal: Journal, turnIsRunning: boolean): number | null {
  const { turns, deadlines } = journal;
  if (turnIsRunning) return deadlines.next(served);
  if (!turns.open()) return deadlines.next([...served, "window"]);
  // An open turn that waits for nothing was cut off by a crash; messages behind it wait for it.
  const turnAtMs = deadlines.at("turn") ?? 0;
  return Math.min(turnAtMs, deadlines.next(served) ?? turnAtMs);
}
