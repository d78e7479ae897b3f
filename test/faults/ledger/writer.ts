/** One of many writers: does a task until it is done, however often the connection is cut. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  paymentEntry,
  refundEntry,
  type StarsPayment,
} from "../../../lib/billing/ledger-entries.ts";
import { AppError } from "../../../lib/model/app-error.ts";
import type { Settled } from "../../../lib/model/ledger-entry.ts";
import type { Store } from "../../../lib/store/open-store.ts";
import { abandonRefund, closeRefund } from "../../../lib/store/payments/end-refund.ts";
import { openRefund } from "../../../lib/store/payments/open-refund.ts";
import { recordPayment } from "../../../lib/store/payments/record-payment.ts";
import { settleEntries } from "../../../lib/store/settle-entries.ts";
import type { Task } from "./plan.ts";

export type Written = {
  /** Keys that an answer called applied, as often as one did. */
  readonly applied: string[];
  retries: number;
};

const atMs = Date.UTC(2026, 10, 22);
const retryAfterMs = 20;

export async function write(store: Store, task: Task, written: Written): Promise<void> {
  const again = <T>(work: () => Promise<T>) => untilAnswered(work, written);
  const note = (settled: readonly Settled[]) => {
    written.applied.push(...settled.filter(({ applied }) => applied).map(({ key }) => key));
  };
  if (task.kind === "settle") return note(await again(() => settleEntries(store, task.entries)));
  note([await again(() => record(store, task.paid))]);
  if (task.kind === "pay") return;
  const { paid, isGranted } = task;
  const { chargeId, userId: askerId } = paid;
  const ask = { chargeId, askerId, isAdmin: false, nowMs: atMs };
  const opened = await again(() => openRefund(store, ask));
  // Whoever finds it open goes on with it: the one who opened it may not have heard the answer.
  const isOpen = "kind" in opened || opened.reason === "pending";
  if (!isOpen) return;
  if (!isGranted) {
    await again(() => abandonRefund(store, chargeId));
    return;
  }
  const given = { chargeId, entry: refundEntry(paid), refundedAtMs: atMs };
  const closed = await again(() => closeRefund(store, given));
  if (closed !== null) note([closed]);
}

function record(store: Store, paid: StarsPayment): Promise<Settled> {
  const entry = paymentEntry(paid);
  return recordPayment(store, { entry, stars: paid.stars, invoicePayload: "", paidAtMs: atMs });
}

async function untilAnswered<T>(work: () => Promise<T>, written: Written): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "store_unavailable") throw error;
      written.retries += 1;
      await sleep(retryAfterMs);
    }
  }
}
