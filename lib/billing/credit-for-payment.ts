/** What a payment that has been made is worth: as its invoice says, else at today's rate. Money that came is never turned away. */
import type { NanoUsd } from "../model/money.ts";
import type { StarsReport } from "../model/stars-report.ts";
import { readInvoice } from "./invoice-payload.ts";
import { creditedForStars, type StarsTerms } from "./stars.ts";

export type CashDesk = {
  /** Null where no SIGNING_KEY is set (any more). */
  readonly key: CryptoKey | null;
  readonly terms: StarsTerms;
};

export type PaymentCredit = {
  readonly creditedNanoUsd: NanoUsd;
  /** Why an operator should look at it; null where all is well. */
  readonly doubt: "malformed" | "forged" | "other_payer" | "other_amount" | "no_key" | null;
};

/** Null where it is no payment in Stars. */
export async function creditForPayment(
  { key, terms }: CashDesk,
  { currency, totalAmount, payload, payerId }: StarsReport,
): Promise<PaymentCredit | null> {
  if (currency !== "XTR" || totalAmount <= 0) return null;
  const todays = creditedForStars(terms, totalAmount);
  if (key === null) return { creditedNanoUsd: todays, doubt: "no_key" };
  const invoice = await readInvoice(key, payload);
  if ("reason" in invoice) return { creditedNanoUsd: todays, doubt: invoice.reason };
  if (invoice.stars !== totalAmount) return { creditedNanoUsd: todays, doubt: "other_amount" };
  const doubt = invoice.userId === payerId ? null : "other_payer";
  return { creditedNanoUsd: invoice.creditedNanoUsd, doubt };
}
