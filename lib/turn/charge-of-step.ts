/** What one Claude request of a turn costs its user, by the prices the turn began with. Pure. */
import { itemiseUsage } from "../billing/cost-of-usage.ts";
import { describeUsage } from "../billing/describe-usage.ts";
import { absorbedEntry, chargeEntry } from "../billing/ledger-entries.ts";
import { priceOfModel } from "../billing/price-of-model.ts";
import { currentPriceVersion, priceBook } from "../billing/prices.ts";
import type { UserId } from "../model/ids.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import { type NanoUsd, nanoUsd, sumNanoUsd } from "../model/money.ts";
import type { StepUsage } from "../model/turn.ts";
import type { TurnState } from "../model/turn-state.ts";

type Turn = Pick<TurnState, "id" | "priceVersion">;

type Charge = { readonly costNanoUsd: NanoUsd; readonly note: string };

/** True from the moment the request can use no more. */
export function isOver({ partial, end }: StepUsage): boolean {
  return !partial || end !== undefined;
}

/** What its user does not pay: a request that broke, or was lost with us (P5). */
export function isAbsorbed({ partial, end }: StepUsage): boolean {
  return end === "failed" || (partial && end !== "stopped");
}

/** What was used, whoever pays it. */
export function costOfStep(
  { priceVersion = currentPriceVersion }: Pick<Turn, "priceVersion">,
  { model, usage, estimated = false }: StepUsage,
): Charge {
  const priced = priceOfModel(priceBook, { priceVersion, model });
  // A model that is not priced any more costs nothing: no turn of it can begin.
  if ("reason" in priced) return { costNanoUsd: nanoUsd(0), note: `${model} · ${priced.reason}` };
  const lines = itemiseUsage(priced, usage);
  const costNanoUsd = sumNanoUsd(lines.map(({ amountNanoUsd }) => amountNanoUsd));
  return { costNanoUsd, note: describeUsage(model, lines, estimated) };
}

export function entryOfStep(turn: Turn, step: StepUsage, userId: UserId): LedgerEntry {
  const charged = { userId, turnId: turn.id, attempt: step.attempt, step: step.step };
  const { costNanoUsd, note } = costOfStep(turn, step);
  return isAbsorbed(step)
    ? absorbedEntry(charged, costNanoUsd, note)
    : chargeEntry(charged, costNanoUsd, note);
}
