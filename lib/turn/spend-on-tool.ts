/** A paid tool call is over: what it has cost is on record with its turn, and owed to the account, in one transaction. */
import { absorbedEntry, chargeEntry } from "../billing/ledger-entries.ts";
import type { Journal } from "../journal/journal.ts";
import type { ToolCost } from "../model/tool.ts";
import type { TurnState } from "../model/turn-state.ts";
import type { AttemptRef } from "./advance-turn.ts";
import { owe } from "./owe.ts";
import { ownerOf } from "./owner-of.ts";

export type ToolRef = {
  /** The request that called it. */
  readonly step: number;
  readonly toolUseId: string;
};

/** `cost` is null where it cost nothing. */
export function spendOnTool(
  journal: Journal,
  ref: AttemptRef & ToolRef,
  cost: ToolCost | null,
): void {
  const { toolUseId } = ref;
  journal.transact(() => {
    const open = journal.turns.open();
    if (open?.id !== ref.turnId) return;
    const turn = withoutToolAtWork(open, toolUseId);
    if (cost === null) return journal.turns.save(turn);
    const { amountNanoUsd, note } = cost;
    const { toolCosts = [] } = turn;
    if (toolCosts.some((known) => known.toolUseId === toolUseId)) return;
    // Work of an attempt that another one replaced came to nothing for its user.
    const isLost = turn.attempt !== ref.attempt;
    if (!isLost)
      journal.turns.save({ ...turn, toolCosts: [...toolCosts, { toolUseId, amountNanoUsd }] });
    if (!turn.grant) return;
    const entryOf = isLost ? absorbedEntry : chargeEntry;
    const step = { ...ref, userId: ownerOf(journal).userId };
    owe(journal, { kind: "charge", entry: entryOf(step, amountNanoUsd, note) });
  });
}

function withoutToolAtWork(turn: TurnState, toolUseId: string): TurnState {
  const left = (turn.toolsAtWork ?? []).filter((tool) => tool.toolUseId !== toolUseId);
  const { toolsAtWork: _ended, ...others } = turn;
  return left.length === 0 ? others : { ...others, toolsAtWork: left };
}
