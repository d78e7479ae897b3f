/** Which of one's own payments can be given back. */

import { paymentName } from "../../billing/payment-name.ts";
import type { Button } from "../../model/button.ts";
import { formatDay } from "../../model/format-moment.ts";
import { formatUsd } from "../../model/format-usd.ts";
import { moneyData } from "../../model/money-button.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import { type Payment, refundWindowMs } from "../../model/payment.ts";
import { readPayments } from "../../store/payments/find-payment.ts";
import { type MoneyAsked, say } from "./money-asked.ts";

export const refundDays = String(refundWindowMs / (24 * 60 * 60_000));

/** The newest; a month of them for all but a collector. */
const maxListed = 20;

export async function listRefundable(asked: MoneyAsked): Promise<MoneyOutcome> {
  const { words } = asked;
  const payments = await refundable(asked);
  if (payments.length === 0) return say(words.refund.none(refundDays));
  const buttons = await Promise.all(payments.map((payment) => buttonOf(asked, payment)));
  const rows = buttons.map((button) => [button]);
  return {
    kind: "say",
    saying: { kind: "text", text: words.refund.menu(refundDays), buttons: rows },
  };
}

/** Also those whose refund was left open: to ask again does no harm. */
export async function refundable({ ports, inbound }: MoneyAsked): Promise<readonly Payment[]> {
  const payments = await readPayments(ports.store, inbound.from.id, maxListed);
  const sinceMs = ports.clock.now() - refundWindowMs;
  return payments.filter(({ state, paidAtMs }) => state !== "refunded" && paidAtMs >= sinceMs);
}

async function buttonOf(
  { words, locale, inbound }: MoneyAsked,
  { chargeId, stars, creditedNanoUsd, paidAtMs }: Payment,
): Promise<Button> {
  const name = await paymentName(chargeId);
  const data = moneyData({ kind: "refund", ownerId: inbound.from.id, name });
  const credited = formatUsd(creditedNanoUsd, locale);
  return { label: words.refund.button(`⭐ ${stars}`, credited, formatDay(paidAtMs, locale)), data };
}
