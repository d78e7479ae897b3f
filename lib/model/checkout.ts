/** Telegram's question before a payment, and why the answer may be no (Bot API, PreCheckoutQuery). */
import type { Sender } from "./inbound.ts";

export type CheckoutQuery = {
  readonly queryId: string;
  readonly payer: Sender;
  /** `XTR` for Stars. */
  readonly currency: string;
  readonly totalAmount: number;
  readonly payload: string;
};

export type CheckoutProblem =
  | "malformed"
  | "forged"
  | "other_payer"
  | "other_amount"
  | "expired"
  /** Nothing is sold here, at least not now. */
  | "closed";
