/** The one way a running turn changes its journal: if it is still the current attempt (fencing, P2). */
import type { Journal } from "../journal/journal.ts";
import type { TurnId } from "../model/ids.ts";
import type { StepUsage } from "../model/turn.ts";
import type { TurnState } from "../model/turn-state.ts";
import { oweStep } from "./owe-steps.ts";
import { addUsage } from "./turn-phases.ts";

export type AttemptRef = { readonly turnId: TurnId; readonly attempt: number };

type Transition = (turn: TurnState) => TurnState;

export function advanceTurn(journal: Journal, ref: AttemptRef, transition: Transition): boolean {
  return journal.transact(() => advance(journal, ref, transition));
}

/**
 * As {@link advanceTurn}; what the attempt has used is kept also where it may not go on, and what it costs is
 * owed from here on (P5).
 */
export function reportStep(
  journal: Journal,
  ref: AttemptRef,
  { step, transition }: Report,
): boolean {
  return journal.transact(() => {
    const allowed = advance(journal, ref, transition);
    const turn = journal.turns.open();
    if (!step || turn?.id !== ref.turnId) return allowed;
    const used = allowed ? step : usedInVain(step);
    if (!allowed) journal.turns.save(addUsage(turn, used));
    oweStep(journal, turn, used);
    return allowed;
  });
}

export type Report = {
  readonly step: StepUsage | null;
  readonly transition: Transition;
};

function advance(journal: Journal, ref: AttemptRef, transition: Transition): boolean {
  const turn = journal.turns.open();
  if (turn?.id !== ref.turnId || turn.attempt !== ref.attempt) return false;
  journal.turns.save(transition(turn));
  return true;
}

/** Nobody will read what an attempt has heard that another one replaced; its person pays only what they stopped. */
function usedInVain(step: StepUsage): StepUsage {
  return step.partial && step.end === undefined ? step : { end: "failed", ...step };
}
