/**
 * Paid tools that nobody will ever hear of: those a person stopped half-way, and those that died with their worker.
 * Who stopped one pays what it was expected to cost, marked as an estimate; what we have lost we pay ourselves (P5).
 */
import { absorbedEntry, chargeEntry } from "../billing/ledger-entries.ts";
import type { Journal } from "../journal/journal.ts";
import type { ToolCost } from "../model/tool.ts";
import type { ToolAtWork, TurnState } from "../model/turn-state.ts";
import { owe } from "./owe.ts";
import { ownerOf } from "./owner-of.ts";

type Estimated = Pick<ToolAtWork, "name" | "estimateNanoUsd">;

export function stoppedCost({ name, estimateNanoUsd: amountNanoUsd }: Estimated): ToolCost {
  return { amountNanoUsd, note: `${name} · stopped · estimated` };
}

function lostCost({ name, estimateNanoUsd: amountNanoUsd }: Estimated): ToolCost {
  return { amountNanoUsd, note: `${name} · lost · estimated` };
}

/** Of a turn that gets its answer from us, for whoever is in a transaction already. Gives the turn without them. */
export function settleLostTools(journal: Journal, turn: TurnState): TurnState {
  const { toolsAtWork = [], ...settled } = turn;
  if (toolsAtWork.length === 0) return turn;
  const { userId } = ownerOf(journal);
  const isPaid = turn.stopped !== undefined;
  const [costOf, entryOf] = isPaid ? [stoppedCost, chargeEntry] : [lostCost, absorbedEntry];
  for (const tool of toolsAtWork) {
    const { amountNanoUsd, note } = costOf(tool);
    const step = { userId, turnId: turn.id, ...tool };
    owe(journal, { kind: "charge", entry: entryOf(step, amountNanoUsd, note) });
  }
  if (!isPaid) return settled;
  const costs = toolsAtWork.map((tool) => ({
    toolUseId: tool.toolUseId,
    amountNanoUsd: tool.estimateNanoUsd,
  }));
  return { ...settled, toolCosts: [...(turn.toolCosts ?? []), ...costs] };
}
