/** When must this thread act by itself? Null where only new traffic can give it something to do. */
import type { DeadlineName } from "../journal/deadlines.ts";
import type { Journal } from "../journal/journal.ts";

/** What this alarm does already: it needs no second call. */
export type Busy = {
  readonly serving: boolean;
  readonly turnTaken: boolean;
  readonly compacting: boolean;
  readonly paying: boolean;
};

/** What is served at any time, also while a turn runs. */
const served: readonly DeadlineName[] = ["commands", "media", "relay", "prune", "files"];

export function nextDueMs(
  journal: Journal,
  { serving, turnTaken, compacting, paying }: Busy,
): number | null {
  const dueMs = [
    serving ? null : journal.deadlines.next(served),
    turnTaken ? arrivalDueMs(journal) : turnDueMs(journal),
    compacting ? null : journal.deadlines.at("compact"),
    paying ? null : journal.deadlines.at("owed"),
  ].filter((atMs) => atMs !== null);
  return dueMs.length === 0 ? null : Math.min(...dueMs);
}

/** While a turn is open: what waits without a window was decided on before, and is answered after the turn. */
export function arrivalDueMs({ turns, facts, deadlines }: Journal): number | null {
  return turns.open() && facts.window() ? deadlines.at("window") : null;
}

/** An open turn that waits for nothing was cut off by a crash; messages behind it wait for it. */
function turnDueMs({ turns, deadlines }: Journal): number | null {
  return turns.open() ? (deadlines.at("turn") ?? 0) : deadlines.at("window");
}
