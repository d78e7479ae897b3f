/** The gate before paid work (design §6): who may ask Claude, and which paid tools may start beside each other. */
import { type NanoUsd, sumNanoUsd } from "../model/money.ts";

/** Money expected to be spent by a paid tool that was admitted and has not been charged yet. */
export type Hold = { readonly key: string; readonly estimateNanoUsd: NanoUsd };

/** `balanceNanoUsd` is after every charge made, whether settled or not; before the holds. */
export type Gate = { readonly balanceNanoUsd: NanoUsd; readonly holds: readonly Hold[] };

export type Admission = { readonly kind: "admitted" } | { readonly reason: "insufficient_balance" };

/** A request may take the balance below zero; the next one then waits for money. */
export function mayRequest({ balanceNanoUsd }: Gate): boolean {
  return balanceNanoUsd > 0;
}

/**
 * A paid tool starts while something is left beside the tools already started, and at exactly zero one
 * alone may. So holds exceed a positive balance by less than one estimate. Whoever has a
 * hold already is admitted again. Throws RangeError for an estimate below zero.
 */
export function admit(gate: Gate, hold: Hold): Admission {
  if (hold.estimateNanoUsd < 0) throw new RangeError(`${hold.key}: an estimate below zero`);
  const { balanceNanoUsd, holds } = gate;
  if (holds.some(({ key }) => key === hold.key)) return { kind: "admitted" };
  const leftNanoUsd = balanceNanoUsd - heldNanoUsd(gate);
  const isAdmitted = leftNanoUsd > 0 || (leftNanoUsd === 0 && holds.length === 0);
  return isAdmitted ? { kind: "admitted" } : { reason: "insufficient_balance" };
}

export function heldNanoUsd({ holds }: Pick<Gate, "holds">): NanoUsd {
  return sumNanoUsd(holds.map(({ estimateNanoUsd }) => estimateNanoUsd));
}
