/** Whether an answer may still be continued or tried again: until something is written after it, or answered after it. */
import type { StandingOffer } from "../journal/facts.ts";
import type { Journal } from "../journal/journal.ts";
import type { Offer } from "../model/offer.ts";
import type { TurnState } from "../model/turn-state.ts";

/** Null where the turn's answer is whole, or not decided yet. */
export function offerOf({ id: turnId, epoch, answer }: TurnState): StandingOffer | null {
  return answer?.offer ? { kind: answer.offer, turnId, epoch } : null;
}

/**
 * True for the newest answer of this epoch while nothing waits behind it. The last words stand in the chat a
 * moment before their turn is over: until then the open turn says what it offers.
 */
export function offerStands({ turns, inbox, facts }: Journal, { kind, turnId }: Offer): boolean {
  if (inbox.waiting().length > 0) return false;
  const open = turns.open();
  const newest = open ? offerOf(open) : facts.offer();
  const isSame = newest?.turnId === turnId && newest.kind === kind;
  return isSame && newest.epoch === facts.read().epoch;
}
