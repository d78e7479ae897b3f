/** The one way a running turn changes its journal: if it is still the current attempt (fencing, P2). */
import type { Journal } from "../journal/journal.ts";
import type { TurnId } from "../model/ids.ts";
import type { StepUsage } from "../model/turn.ts";
import type { TurnState } from "../model/turn-state.ts";
import { addUsage } from "./turn-phases.ts";

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

/** As {@link advanceTurn}; what the attempt has used is kept also where it may not go on (P5). */
export function reportStep(
  journal: Journal,
  ref: AttemptRef,
  { step, transition }: Report,
): boolean {
  const allowed = advanceTurn(journal, ref, transition);
  const turn = journal.turns.open();
  if (!allowed && step && turn?.id === ref.turnId) journal.turns.save(addUsage(turn, step));
  return allowed;
}

export type Report = {
  readonly step: StepUsage | null;
  readonly transition: (turn: TurnState) => TurnState;
};
