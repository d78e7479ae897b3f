/** Cron: refunds whose end nobody saw are taken up again, so that neither Stars nor balance stay away. */
import { askTelegram, type RefundEnd } from "../lib/billing/refund-payment.ts";
import { nanoUsd } from "../lib/model/money.ts";
import type { Payment } from "../lib/model/payment.ts";
import type { Receipt } from "../lib/model/receipt.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { readOpenRefunds } from "../lib/store/payments/read-open-refunds.ts";
import { moneyPorts } from "./money-ports.ts";
import { sendOwnReceipt } from "./send-receipt.ts";
import type { Surroundings } from "./store-update.ts";

const atOnce = 50;

/** Never rejects: what fails now is tried by the next tick. */
export async function finishRefunds(around: Surroundings): Promise<void> {
  const { clock, config, store, log } = around.services;
  const beforeMs = clock.now() - config.STARS_SETTLED_AFTER_MS;
  try {
    const open = await readOpenRefunds(store, { beforeMs, limit: atOnce });
    for (const payment of open) await finish(payment, around);
  } catch (thrown) {
    log.error("refund.not_finished", { ...describeError(thrown) });
  }
}

async function finish(payment: Payment, around: Surroundings): Promise<void> {
  const { env, services } = around;
  const end = await askTelegram(moneyPorts(env, services), payment);
  const ended = "kind" in end ? end.kind : end.reason;
  const { chargeId: charge, userId: user } = payment;
  services.log.info("refund.taken_up", { charge, user, ended });
  const receipt = receiptOf(payment, end);
  if (receipt) await sendOwnReceipt(payment, receipt, around);
}

/** Null where nobody knows yet. */
function receiptOf(payment: Payment, end: RefundEnd): Receipt | null {
  const { chargeId, stars, creditedNanoUsd: amountNanoUsd } = payment;
  const about = { chargeId, stars, amountNanoUsd };
  if ("kind" in end) return { ...about, event: "refunded", balanceNanoUsd: end.balanceNanoUsd };
  if (end.reason !== "refused") return null;
  return { ...about, event: "not_refunded", balanceNanoUsd: nanoUsd(0) };
}
