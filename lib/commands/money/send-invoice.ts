/** The bill for some Stars: what they are worth is signed into it, and holds when it is paid. */
import { signInvoice } from "../../billing/invoice-payload.ts";
import { readStarAmount } from "../../billing/star-amount.ts";
import { creditedForStars } from "../../billing/stars.ts";
import { formatUsd } from "../../model/format-usd.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import { askAmount } from "./ask-amount.ts";
import { type MoneyAsked, say } from "./money-asked.ts";

export async function sendInvoice(asked: MoneyAsked, stars: number): Promise<MoneyOutcome> {
  const { ports, inbound, locale } = asked;
  const { pay } = asked.words;
  // A button's data may be forged.
  const amount = readStarAmount(String(stars));
  if ("reason" in amount) return askAmount(asked, amount.reason);
  const { key, terms } = await ports.cashDesk();
  if (key === null) return say(pay.closed);
  const creditedNanoUsd = creditedForStars(terms, stars);
  const issuedAtMs = ports.clock.now();
  const userId = inbound.from.id;
  const payload = await signInvoice(key, { userId, stars, creditedNanoUsd, issuedAtMs });
  const credited = formatUsd(creditedNanoUsd, locale);
  const invoice = {
    title: pay.invoiceTitle(credited),
    description: pay.invoiceDescription(`⭐ ${stars}`, credited),
    label: pay.invoiceLabel,
    stars,
    payload,
  };
  return { kind: "say", saying: { kind: "invoice", invoice } };
}
