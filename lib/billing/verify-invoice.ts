/** The question before a payment: is this invoice ours, this payer's, of this amount, and still good? */
import type { UserId } from "../model/ids.ts";
import { type Invoice, readInvoice, type Unreadable } from "./invoice-payload.ts";

/** What the pre-checkout query says, and when it was asked. */
export type Checkout = {
  readonly payerId: UserId;
  readonly currency: string;
  readonly totalAmount: number;
  readonly nowMs: number;
};

export type Refused = Unreadable | { readonly reason: "other_payer" | "other_amount" | "expired" };

/** A day: the message with the button stays in the chat for ever, prices and margin do not. */
export const invoiceLifetimeMs = 24 * 60 * 60_000;

/** An amount in another currency than Stars (`XTR`) is another amount. */
export async function verifyInvoice(
  key: CryptoKey,
  payload: string,
  { payerId, currency, totalAmount, nowMs }: Checkout,
): Promise<Invoice | Refused> {
  const invoice = await readInvoice(key, payload);
  if ("reason" in invoice) return invoice;
  if (invoice.userId !== payerId) return { reason: "other_payer" };
  if (currency !== "XTR" || invoice.stars !== totalAmount) return { reason: "other_amount" };
  return nowMs - invoice.issuedAtMs > invoiceLifetimeMs ? { reason: "expired" } : invoice;
}
