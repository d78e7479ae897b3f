/** What stands below one message of an answer: where the answer is not whole, the last of them has a button. */
import { type OfferKind, offerData } from "../model/offer.ts";
import { inlineKeyboard, type Keyboard } from "../telegram/inline-keyboard.ts";
import { wordsFor } from "../words/words.ts";
import type { TurnOrder } from "./desk.ts";

export type Below = {
  readonly isLast: boolean;
  readonly offer: OfferKind | undefined;
};

export function offerBelow(
  { turnId, languageCode }: Pick<TurnOrder, "turnId" | "languageCode">,
  { isLast, offer }: Below,
): Partial<Keyboard> {
  if (!isLast || offer === undefined) return {};
  const { label } = wordsFor(languageCode ?? undefined).offers[offer];
  return inlineKeyboard([[{ label, data: offerData({ kind: offer, turnId }) }]]);
}
