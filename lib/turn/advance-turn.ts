/** The one way a running turn changes its journal: if it is still the current attempt (fencing, P2). */
import type { Journal } from "../journal/journal.ts";
import type { TurnId } from "../model/ids.ts";
import type { TurnState } from "../model/turn-state.ts";

export type AttemptRef = { readonly turnId: TurnId; readonly attempt: number };

export function advanceTurn(
  journal: Journal,
  ref: AttemptRef,
  transition: (turn: TurnState) => TurnState,
): boolean {
  return journal.transact(() => {
    const turn = journal.turns.open();
    if (turn?.id !== ref.turnId || turn.attempt !== ref.attempt) return false;
    journal.turns.save(transition(turn));
    return true;
  });
}
