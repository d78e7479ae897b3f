/** Stars have come or gone: booked before Telegram is told that we know, then a word to the person, through their thread. */
import { bookRefund } from "../lib/billing/book-refund.ts";
import { takePayment } from "../lib/billing/take-payment.ts";
import type { Normalized } from "../lib/intake/normalized.ts";
import type { Payment } from "../lib/model/payment.ts";
import type { StarsReport } from "../lib/model/stars-report.ts";
import { findPayment } from "../lib/store/payments/find-payment.ts";
import { alertOperator } from "./alert-operator.ts";
import { cashDesk } from "./cash-desk.ts";
import { moneyPorts } from "./money-ports.ts";
import { sendReceipt } from "./send-receipt.ts";
import type { Surroundings } from "./store-update.ts";

type Paid = Extract<Normalized, { readonly kind: "payment" }>;
type Returned = Extract<Normalized, { readonly kind: "refund" }>;

/** Rejects where it is not booked, or its receipt not on its way: Telegram comes again, and what was done is not done twice. */
export async function bookStars({ payment, inbound }: Paid, around: Surroundings): Promise<void> {
  const { env, services } = around;
  const { chargeId: charge, payerId: user, totalAmount: stars } = payment;
  const taken = await takePayment(moneyPorts(env, services), await cashDesk(services), payment);
  if ("reason" in taken)
    return alertOperator(services, { kind: "payment", reason: `${charge}: ${taken.reason}` });
  const { applied, doubt, receipt } = taken;
  services.log.info("payment.booked", { charge, user, stars, applied, doubt });
  if (doubt !== null)
    await alertOperator(services, { kind: "payment", reason: `${charge}: ${doubt}` });
  await sendReceipt(inbound, receipt, around);
}

/** Of a refund by this bot the person hears where they asked for it; of one by others, here. */
export async function bookReturned(
  { payment: told, inbound }: Returned,
  around: Surroundings,
): Promise<void> {
  const { env, services } = around;
  const { chargeId: charge, payerId: user } = told;
  const ports = moneyPorts(env, services);
  const payment = await findPayment(ports.store, charge);
  if (payment === null)
    return alertOperator(services, {
      kind: "payment",
      reason: `${charge}: refunded, never booked`,
    });
  if (isOurs(payment, told)) return services.log.info("refund.known", { charge, user });
  const { applied, receipt } = await bookRefund(ports, payment, told.atMs);
  services.log.info("refund.booked", { charge, user, applied });
  await sendReceipt(inbound, receipt, around);
}

/** By its moment, in whole seconds, a refund is known that an earlier delivery of this update has booked. */
function isOurs({ state, refundedAtMs }: Payment, { atMs }: StarsReport): boolean {
  return state === "refund_pending" || (state === "refunded" && refundedAtMs !== atMs);
}
