/** Money has moved by Telegram's hand, and the person is owed a word of it. */
import type { NanoUsd } from "./money.ts";

export type Receipt = {
  /** `not_refunded`: asked for, and refused by Telegram after all. */
  readonly event: "paid" | "refunded" | "not_refunded";
  /** Telegram's id of the payment. */
  readonly chargeId: string;
  readonly stars: number;
  /** Credited for them, or taken back; never below zero. */
  readonly amountNanoUsd: NanoUsd;
  readonly balanceNanoUsd: NanoUsd;
};
