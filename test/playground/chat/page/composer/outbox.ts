/** Sends what was composed, one after another: quick messages keep their order. */
import type { Actions } from "../model/actions.ts";
import type { Place } from "../model/place.ts";
import type { ComposeTarget } from "../model/view-state.ts";
import { type Picked, readFile } from "./read-file.ts";

export type Letter = {
  readonly place: Place;
  readonly text: string;
  readonly picked: readonly Picked[];
  readonly target: ComposeTarget;
};

export const createOutbox = (actions: Actions) => {
  let last: Promise<unknown> = Promise.resolve();

  const deliver = async ({ picked, ...letter }: Letter): Promise<boolean> => {
    try {
      return await actions.send({ ...letter, files: await Promise.all(picked.map(readFile)) });
    } catch {
      actions.notify("A file could not be read.");
      return false;
    }
  };

  /** Resolves to false when it was not sent; the reason has been shown then. */
  return (letter: Letter): Promise<boolean> => {
    const sent = last.then(() => deliver(letter));
    last = sent;
    return sent;
  };
};
