/** One payment is given back, and the person told how it ended. */
import { paymentName } from "../../billing/payment-name.ts";
import { type RefundEnd, refundPayment } from "../../billing/refund-payment.ts";
import { formatUsd } from "../../model/format-usd.ts";
import type { NanoUsd } from "../../model/money.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import { readPayments } from "../../store/payments/find-payment.ts";
import { refundDays } from "./list-refundable.ts";
import { type MoneyAsked, say } from "./money-asked.ts";

/** Telegram's silence is waited out for so long in the chat; then cron asks on. */
const patienceMs = 10_000;
const maxSearched = 100;

/** Also one that is refunded already: pressed twice, or asked again behind a crash, it ends the same. */
export async function refundNamed(asked: MoneyAsked, name: string): Promise<MoneyOutcome> {
  const payments = await readPayments(asked.ports.store, asked.inbound.from.id, maxSearched);
  for (const { chargeId } of payments)
    if ((await paymentName(chargeId)) === name) return refundOne(asked, chargeId);
  return say(asked.words.refund.unknown);
}

export async function refundOne(asked: MoneyAsked, chargeId: string): Promise<MoneyOutcome> {
  const { ports, inbound } = asked;
  const { id: askerId } = inbound.from;
  const isAdmin = ports.adminIds.includes(askerId);
  const end = await refundPayment(ports, { chargeId, askerId, isAdmin });
  if ("reason" in end && end.reason === "refused") {
    const { description: reason, payment } = end;
    ports.log.error("refund.refused", { charge: payment.chargeId, user: payment.userId, reason });
  }
  return told(asked, end);
}

function told({ words: { refund }, locale }: MoneyAsked, end: RefundEnd): MoneyOutcome {
  const usd = (amount: NanoUsd | null) => (amount === null ? "?" : formatUsd(amount, locale));
  if ("kind" in end) {
    const { stars, creditedNanoUsd } = end.payment;
    return say(refund.done(`⭐ ${stars}`, usd(creditedNanoUsd), usd(end.balanceNanoUsd)));
  }
  switch (end.reason) {
    case "unknown":
      return say(refund.unknown);
    case "too_old":
      return say(refund.tooOld(refundDays));
    case "insufficient_balance":
      return say(refund.spent(usd(end.balanceNanoUsd), usd(end.payment.creditedNanoUsd)));
    case "refused":
      return say(refund.refused);
    case "under_way":
      return { kind: "again", patienceMs, giveUp: refund.underWay };
  }
}
