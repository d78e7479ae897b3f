/** What Telegram says of a payment that was made, or was given back. */
import type { UserId } from "./ids.ts";

export type StarsReport = {
  readonly payerId: UserId;
  /** Telegram's id of the payment: all there is done to it is keyed by this. */
  readonly chargeId: string;
  readonly currency: string;
  readonly totalAmount: number;
  readonly payload: string;
  readonly atMs: number;
};
