/** The gate before paid work (design §6): who may ask Claude, and which paid tools may start beside each other. */
import { type NanoUsd, nanoUsd, sumNanoUsd } from "../model/money.ts";

/** Money expected to be spent by a paid tool that was admitted and has not been charged yet. */
export type Hold = { readonly key: string; readonly estimateNanoUsd: NanoUsd };

/** `balanceNanoUsd` is after every charge made, whether settled or not; before the holds. */
export type Gate = { readonly balanceNanoUsd: NanoUsd; readonly holds: readonly Hold[] };

export type Admission =
  | { readonly kind: "admitted"; readonly gate: Gate }
  | { readonly reason: "insufficient_balance" };

/** A request may take the balance below zero; the next one then waits for money. */
export function mayRequest({ balanceNanoUsd }: Gate): boolean {
  return balanceNanoUsd > 0;
}

/**
 * A paid tool starts while something is left beside the tools already started, and at exactly zero one
 * alone may. So holds exceed a positive balance by less than one estimate. Asking again with
 * the key of a hold changes nothing. Throws RangeError for an estimate below zero.
 */
export function admit(gate: Gate, hold: Hold): Admission {
  if (hold.estimateNanoUsd < 0) throw new RangeError(`${hold.key}: an estimate below zero`);
  const { balanceNanoUsd, holds } = gate;
  if (holds.some(({ key }) => key === hold.key)) return { kind: "admitted", gate };
  const leftNanoUsd = balanceNanoUsd - heldNanoUsd(gate);
  const isAdmitted = leftNanoUsd > 0 || (leftNanoUsd === 0 && holds.length === 0);
  if (!isAdmitted) return { reason: "insufficient_balance" };
  return { kind: "admitted", gate: { balanceNanoUsd, holds: [...holds, hold] } };
}

/** The tool has ended: its hold goes, and what it cost (0 where it failed) leaves the balance. A key without a hold changes nothing. */
export function settle(gate: Gate, key: string, costNanoUsd: NanoUsd): Gate {
  const holds = gate.holds.filter((hold) => hold.key !== key);
  if (holds.length === gate.holds.length) return gate;
  return { balanceNanoUsd: nanoUsd(gate.balanceNanoUsd - costNanoUsd), holds };
}

export function heldNanoUsd({ holds }: Gate): NanoUsd {
  return sumNanoUsd(holds.map(({ estimateNanoUsd }) => estimateNanoUsd));
}
