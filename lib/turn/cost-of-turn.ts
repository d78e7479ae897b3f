/** What a turn has cost so far: all of it, to know when it is enough, and what of it its user pays. */
import { type NanoUsd, nanoUsd, sumNanoUsd } from "../model/money.ts";
import type { TurnState } from "../model/turn-state.ts";
import { costOfStep, isAbsorbed } from "./charge-of-step.ts";

type Costly = Pick<TurnState, "priceVersion" | "steps" | "toolCosts">;

export function costOfTurn(turn: Costly): NanoUsd {
  return nanoUsd(sumOf(turn, () => true) + toolsOf(turn));
}

/** As the ledger has it, where the bot charges anybody. */
export function chargedForTurn(turn: Costly): NanoUsd {
  return nanoUsd(sumOf(turn, (step) => !isAbsorbed(step)) + toolsOf(turn));
}

function sumOf(turn: Costly, counts: (step: Costly["steps"][number]) => boolean): NanoUsd {
  return sumNanoUsd(turn.steps.filter(counts).map((step) => costOfStep(turn, step).costNanoUsd));
}

function toolsOf({ toolCosts = [] }: Costly): NanoUsd {
  return sumNanoUsd(toolCosts.map(({ amountNanoUsd }) => amountNanoUsd));
}
