/** Asks the account whether a paid tool may run, and tells it on the way what the thread owes. */
import { chargeKey } from "../billing/ledger-entries.ts";
import type { Journal } from "../journal/journal.ts";
import type { AccountDesk, ToolAdmission } from "../model/account.ts";
import type { NanoUsd } from "../model/money.ts";
import type { ToolAtWork, TurnState } from "../model/turn-state.ts";
import { type AttemptRef, advanceTurn } from "./advance-turn.ts";
import type { ToolRef } from "./spend-on-tool.ts";

export type ToolAsked = ToolRef & { readonly name: string; readonly estimateNanoUsd: NanoUsd };

export type DeskAdmission = ToolAdmission | { readonly reason: "superseded" };

/** Rejects where the account cannot be reached. */
export async function admitTool(
  journal: Journal,
  account: AccountDesk | null,
  asked: AttemptRef & ToolAsked,
): Promise<DeskAdmission> {
  const { turns, owed } = journal;
  const turn = turns.open();
  if (turn?.id !== asked.turnId || turn.attempt !== asked.attempt) return { reason: "superseded" };
  // Begun while billing was off.
  if (!account || !turn.grant) return { kind: "admitted" };
  const told = owed.all().filter(({ kind }) => kind === "charge");
  const admission = await account.admit({
    ticket: turn.grant.ticket,
    key: chargeKey(asked),
    estimateNanoUsd: asked.estimateNanoUsd,
    owed: told.flatMap((each) => (each.kind === "charge" ? [each.entry] : [])),
  });
  owed.remove(told);
  if (!("kind" in admission)) return admission;
  // Before it begins: who dies with it leaves here what it was about to cost.
  return advanceTurn(journal, asked, (open) => withToolAtWork(open, asked))
    ? admission
    : { reason: "superseded" };
}

function withToolAtWork(turn: TurnState, asked: ToolAtWork): TurnState {
  const { attempt, step, toolUseId, name, estimateNanoUsd } = asked;
  const atWork = { attempt, step, toolUseId, name, estimateNanoUsd };
  return { ...turn, toolsAtWork: [...(turn.toolsAtWork ?? []), atWork] };
}
