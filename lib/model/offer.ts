/** What the button below an answer that is not whole offers: in Telegram's `callback_data` (1–64 bytes). */
import type { TurnId } from "./ids.ts";

/** To go on where the answer broke off, or to try for one at all. */
export type OfferKind = "continue" | "retry";

export type Offer = {
  readonly kind: OfferKind;
  /** Whose answer it stands below. */
  readonly turnId: TurnId;
};

const form = /^(continue|retry):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function offerData({ kind, turnId }: Offer): string {
  return `${kind}:${turnId}`;
}

/** Null for any other button. Who presses may forge it: it means only what the presser's own journal knows. */
export function parseOfferData(data: string): Offer | null {
  const [, kind, turnId] = form.exec(data) ?? [];
  if ((kind !== "continue" && kind !== "retry") || turnId === undefined) return null;
  return { kind, turnId: turnId as TurnId };
}
