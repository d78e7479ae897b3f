/** A turn is told to end: in its journal before its worker hears of it, so that a crash on the way does not undo it. */
import type { Journal } from "../journal/journal.ts";
import type { StopCause } from "../model/turn.ts";
import { type AttemptRef, advanceTurn } from "./advance-turn.ts";

/** Changes nothing where the attempt is over: then what was stopped is not what is open. */
export function noteStop(journal: Journal, ref: AttemptRef, cause: StopCause): void {
  advanceTurn(journal, ref, (turn) => ({ ...turn, stopped: turn.stopped ?? cause }));
}
