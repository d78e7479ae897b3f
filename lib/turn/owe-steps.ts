/** Charges for a turn's Claude requests: each once, when it can use no more, with the step that says so. */
import type { Journal } from "../journal/journal.ts";
import type { StepUsage } from "../model/turn.ts";
import type { TurnState } from "../model/turn-state.ts";
import { entryOfStep, isOver } from "./charge-of-step.ts";
import { owe } from "./owe.ts";
import { ownerOf } from "./owner-of.ts";

/** For whoever is in a transaction already. Nobody owes for a turn that was begun without a grant: billing was off. */
export function oweStep(journal: Journal, turn: TurnState, step: StepUsage): void {
  if (!turn.grant || !isOver(step)) return;
  const { userId } = ownerOf(journal);
  owe(journal, { kind: "charge", entry: entryOfStep(turn, step, userId) });
}

/** The turn is over: requests that were lost with their attempt are ours to pay, and its place is free. */
export function oweEndOfTurn(journal: Journal, turn: TurnState): void {
  if (!turn.grant) return;
  const { userId } = ownerOf(journal);
  const lost = turn.steps.filter((step) => !isOver(step));
  for (const step of lost) owe(journal, { kind: "charge", entry: entryOfStep(turn, step, userId) });
  owe(journal, { kind: "release", ticket: turn.grant.ticket });
}
