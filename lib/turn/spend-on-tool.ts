/** What one tool call has cost: on record with its turn, and owed to the account, in one transaction. */
import { absorbedEntry, chargeEntry } from "../billing/ledger-entries.ts";
import type { Journal } from "../journal/journal.ts";
import type { ToolCost } from "../model/tool.ts";
import type { AttemptRef } from "./advance-turn.ts";
import { owe } from "./owe.ts";
import { ownerOf } from "./owner-of.ts";

export type ToolRef = {
  /** The request that called it. */
  readonly step: number;
  readonly toolUseId: string;
};

export function spendOnTool(
  journal: Journal,
  ref: AttemptRef & ToolRef,
  { amountNanoUsd, note }: ToolCost,
): void {
  const { toolUseId } = ref;
  journal.transact(() => {
    const turn = journal.turns.open();
    if (turn?.id !== ref.turnId) return;
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
