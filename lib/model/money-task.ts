/** What a person asked for that has to do with money: found by a command or a button, done where the books are. */
import type { UserId } from "./ids.ts";
import type { NanoUsd } from "./money.ts";

/** An account, as an admin names it. */
export type Whom = { readonly userId: UserId } | { readonly username: string };

export type MoneyTask =
  | { readonly kind: "show_balance" }
  | { readonly kind: "offer_packages" }
  /** `problem` where what they wrote is no number of Stars, or none that can be bought. */
  | { readonly kind: "ask_amount"; readonly problem: "not_a_number" | "out_of_range" | null }
  | { readonly kind: "send_invoice"; readonly stars: number }
  | { readonly kind: "list_refundable" }
  /** By Telegram's id of the payment, or by the short name its button has. */
  | { readonly kind: "refund"; readonly chargeId: string }
  | { readonly kind: "refund_named"; readonly name: string }
  | { readonly kind: "ask_support"; readonly question: string }
  | { readonly kind: "topup"; readonly whom: Whom; readonly amountNanoUsd: NanoUsd }
  | { readonly kind: "show_ledger"; readonly whom: Whom; readonly page: LedgerPage };

export type LedgerPage = {
  /** The page shows what comes before this operation; null: the newest. */
  readonly beforeSeq: number | null;
};
