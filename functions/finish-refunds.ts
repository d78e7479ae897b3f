/**
 * Cron: refunds whose end nobody saw are taken up again, so that neither Stars nor balance stay away. Each leaves
 * a mark in R2 before it opens; without a mark Postgres is not asked, and sleeps while nobody refunds.
 */
import { refundReceipt } from "../lib/billing/book-refund.ts";
import { askTelegram, clearAway, type RefundEnd } from "../lib/billing/refund-payment.ts";
import { nanoUsd } from "../lib/model/money.ts";
import type { Payment } from "../lib/model/payment.ts";
import type { Receipt } from "../lib/model/receipt.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { findPayment } from "../lib/store/payments/find-payment.ts";
import { moneyPorts } from "./money-ports.ts";
import { type RefundMark, refundMarks } from "./refund-mark.ts";
import { sendOwnReceipt } from "./send-receipt.ts";
import type { Surroundings } from "./store-update.ts";

/** Never rejects: what fails now is tried by the next tick. */
export async function finishRefunds(around: Surroundings): Promise<void> {
  const { clock, config, log } = around.services;
  const beforeMs = clock.now() - config.STARS_SETTLED_AFTER_MS;
  try {
    const marks = await refundMarks(around.env);
    const isAskedAnew = ({ chargeId }: RefundMark) =>
      marks.some((mark) => mark.chargeId === chargeId && mark.atMs > beforeMs);
    // Who asks for it just now ends it, or leaves it to a later tick.
    for (const mark of marks)
      if (!isAskedAnew(mark)) await tryTakeUp(mark, { ...around, beforeMs });
  } catch (thrown) {
    log.error("refund.not_finished", { ...describeError(thrown) });
  }
}

/** One that cannot be ended must not stand before the others. */
async function tryTakeUp(mark: RefundMark, around: Tick): Promise<void> {
  try {
    await takeUp(mark, around);
  } catch (thrown) {
    const { chargeId: charge } = mark;
    around.services.log.error("refund.not_finished", { charge, ...describeError(thrown) });
  }
}

type Tick = Surroundings & { readonly beforeMs: number };

async function takeUp({ key, chargeId }: RefundMark, around: Tick): Promise<void> {
  const { env, services } = around;
  const payment = await findPayment(services.store, chargeId);
  const isOver = payment === null || (await end(payment, around));
  if (isOver) await env.FILES.delete(key);
}

/** False where it is still open, or what it set aside too new to be taken away. */
async function end(payment: Payment, around: Tick): Promise<boolean> {
  if (payment.state === "refund_pending") return finish(payment, around);
  return clearAway(moneyPorts(around.env, around.services), payment, around.beforeMs);
}

/** False where Telegram's answer was lost once more. */
async function finish(payment: Payment, around: Surroundings): Promise<boolean> {
  const { env, services } = around;
  const end = await askTelegram(moneyPorts(env, services), payment);
  const ended = "kind" in end ? end.kind : end.reason;
  const { chargeId: charge, userId: user } = payment;
  services.log.info("refund.taken_up", { charge, user, ended });
  const receipt = receiptOf(payment, end);
  if (receipt) await sendOwnReceipt(payment, receipt, around);
  return receipt !== null;
}

/** Null where nobody knows yet. */
function receiptOf(payment: Payment, end: RefundEnd): Receipt | null {
  if ("kind" in end) return refundReceipt(payment, end.balanceNanoUsd);
  if (end.reason !== "refused") return null;
  return { ...refundReceipt(payment, nanoUsd(0)), event: "not_refunded" };
}
