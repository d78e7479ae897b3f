/** Cron: Telegram's books of Stars against ours. What came or went without our hearing of it is booked now. */
import * as z from "zod";
import { bookRefund } from "../lib/billing/book-refund.ts";
import { takePayment } from "../lib/billing/take-payment.ts";
import type { StarMovement } from "../lib/model/payment.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { findPayment } from "../lib/store/payments/find-payment.ts";
import {
  type StarTransaction,
  starTransactions,
  transactionsAtOnce,
} from "../lib/telegram/star-transactions.ts";
import { alertOperator } from "./alert-operator.ts";
import { cashDesk } from "./cash-desk.ts";
import { moneyPorts } from "./money-ports.ts";
import { sendOwnReceipt } from "./send-receipt.ts";
import type { Surroundings } from "./store-update.ts";

/** How many of Telegram's transactions are known to be in our books: it has no other way to tell new from old. */
const cursorKey = "reconcile/stars";
const cursor = z.object({ offset: z.int().min(0) });

/** Never rejects: what fails now is tried by the next tick, from the same place on. */
export async function reconcileStars(around: Surroundings): Promise<void> {
  const { log } = around.services;
  try {
    while ((await nextPage(around)) === transactionsAtOnce);
  } catch (thrown) {
    log.error("stars.not_reconciled", { ...describeError(thrown) });
  }
}

/** Gives how many transactions were gone through. */
async function nextPage(around: Surroundings): Promise<number> {
  const { env, services } = around;
  const { clock, config, log, botApi } = services;
  const offset = await readCursor(env.FILES);
  const page = await starTransactions(botApi, offset);
  if (page.kind !== "ok") {
    log.warn("stars.unread", { reason: page.description });
    return 0;
  }
  const settledMs = clock.now() - config.STARS_SETTLED_AFTER_MS;
  const fresh = page.value.findIndex(({ atMs }) => atMs > settledMs);
  const settled = fresh < 0 ? page.value : page.value.slice(0, fresh);
  for (const transaction of settled) await reconcile(transaction, around);
  if (settled.length > 0)
    await env.FILES.put(cursorKey, JSON.stringify({ offset: offset + settled.length }));
  return settled.length;
}

async function readCursor(bucket: R2Bucket): Promise<number> {
  const stored = await bucket.get(cursorKey);
  return stored === null ? 0 : cursor.parse(await stored.json()).offset;
}

async function reconcile({ movement }: StarTransaction, around: Surroundings): Promise<void> {
  if (movement === null) return;
  const payment = await findPayment(around.services.store, movement.chargeId);
  if (movement.kind === "payment" && payment === null) return bookMissed(movement, around);
  if (movement.kind !== "refund" || payment?.state !== "paid") return;
  const { env, services } = around;
  const { receipt } = await bookRefund(moneyPorts(env, services), payment, movement.atMs);
  const reason = `${payment.chargeId}: refunded elsewhere`;
  await alertOperator(services, { kind: "payment", reason });
  await sendOwnReceipt(payment, receipt, around);
}

/** Telegram has the Stars, and its word on it never came. */
async function bookMissed(movement: StarMovement, around: Surroundings): Promise<void> {
  const { env, services } = around;
  const { chargeId, userId, stars, invoicePayload: payload, atMs } = movement;
  const report = { payerId: userId, chargeId, currency: "XTR", totalAmount: stars, payload, atMs };
  const taken = await takePayment(moneyPorts(env, services), await cashDesk(services), report);
  const reason = `${chargeId}: missed, and booked by reconciliation`;
  await alertOperator(services, { kind: "payment", reason });
  if ("receipt" in taken) await sendOwnReceipt({ userId }, taken.receipt, around);
}
