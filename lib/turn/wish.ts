/** Buttons that ask Claude for something: what a press of one means, as long as its offer stands. */
import type { Journal } from "../journal/journal.ts";
import { parseAgainData } from "../model/again-button.ts";
import { type OfferKind, parseOfferData } from "../model/offer.ts";
import type { Words } from "../words/words.ts";
import { offerStands } from "./standing-offer.ts";

export type Wish = {
  readonly stands: () => boolean;
  /** Inside the transaction that makes it the person's next message. */
  readonly take: () => void;
  /** What whoever pressed reads for a moment. */
  readonly notice: string;
  /** What Claude is told. */
  readonly note: string;
};

/** Null for any other button. */
export function wishOf(journal: Journal, data: string, words: Words): Wish | null {
  return againWish(journal, data, words) ?? offerWish(journal, data, words);
}

/** The note of the edit goes before it. */
function againWish({ told }: Journal, data: string, words: Words): Wish | null {
  const messageId = parseAgainData(data);
  if (messageId === null) return null;
  return {
    stands: () => told.isOffered(messageId),
    take: () => told.takeOffer(messageId),
    notice: words.answeringAgain,
    note: "They ask for a new answer to it",
  };
}

const notes: Readonly<Record<OfferKind, string>> = {
  continue:
    "The person asks you to continue your answer where it was cut off, in the same language and without repeating what they have read",
  // The message itself stands right before this: the API takes both as one (MessageCreateParams, messages).
  retry:
    "The message before this one got no answer, because something failed. The person asks you to answer it now",
};

function offerWish(journal: Journal, data: string, words: Words): Wish | null {
  const offer = parseOfferData(data);
  if (!offer) return null;
  return {
    stands: () => offerStands(journal, offer),
    // Once it waits as a message, nothing stands any more.
    take: () => {},
    notice: words.offers[offer.kind].notice,
    note: notes[offer.kind],
  };
}
