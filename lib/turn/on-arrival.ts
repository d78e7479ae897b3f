/** Somebody writes while their answer is under way: what becomes of it (design §4, "Arrivals mid-turn"). Pure. */
import type { ArrivalRule } from "../model/settings.ts";
import type { TurnState } from "../model/turn-state.ts";

export type ArrivalDecision =
  /** Nobody has seen anything of the answer: the message joins its batch, and Claude is asked anew. */
  | "restart"
  /** The answer ends with a mark, and the message is answered next. */
  | "interrupt"
  /** As "interrupt", when the tools at work are done. */
  | "after_tools"
  /** The message is answered after this answer. */
  | "wait";

export type Arrival = {
  /** Claude and its tools have told each other something already. */
  readonly hasSaid: boolean;
  readonly rule: ArrivalRule;
  /** False where the batch would become larger than one may be. */
  readonly fits: boolean;
};

/** Each costs what Claude has read and thought so far; whoever goes on writing gets an answer nevertheless. */
const maxRestarts = 2;

export function onArrival(turn: TurnState, { hasSaid, rule, fits }: Arrival): ArrivalDecision {
  switch (turn.phase) {
    case "sealed":
    case "running":
      if (hasSaid || turn.committed.length > 0) return rule;
      // With nothing to be seen there is nothing to interrupt: only a mark would be left.
      return fits && (turn.restarts ?? 0) < maxRestarts ? "restart" : "wait";
    case "shown":
      return rule;
    case "tools":
      return rule === "interrupt" ? "after_tools" : "wait";
    case "answered":
    case "done":
      return "wait";
  }
}
