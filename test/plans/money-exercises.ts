/** The ways to ask Postgres about money; each user of the big tables has payments, `charge`, their id and a number. */
import type { UserId } from "../../lib/model/ids.ts";
import { nanoUsd } from "../../lib/model/money.ts";
import { checkLedger } from "../../lib/store/check-ledger.ts";
import { findUser, readLocale } from "../../lib/store/find-user.ts";
import type { Store } from "../../lib/store/open-store.ts";
import { abandonRefund, closeRefund } from "../../lib/store/payments/end-refund.ts";
import { findPayment, readPayments } from "../../lib/store/payments/find-payment.ts";
import { openRefund } from "../../lib/store/payments/open-refund.ts";
import { recordPayment } from "../../lib/store/payments/record-payment.ts";
import { readBalance } from "../../lib/store/read-balance.ts";
import { readOperations, spendSince } from "../../lib/store/read-operations.ts";
import { settleEntries } from "../../lib/store/settle-entries.ts";
import { entry } from "../lib/store/entries.ts";
import { noonMs } from "../lib/store/outbox-rows.ts";

const userId = 42 as UserId;
const chargeId = "charge42.1";
const payment = {
  ...entry(userId, "charge-new", 5),
  kind: "payment",
  amountNanoUsd: nanoUsd(5),
} as const;
const debit = { ...entry(userId, `refund:${chargeId}`, -1), kind: "refund" } as const;

export const moneyExercises = {
  findUser: async (store: Store) => [
    await findUser(store, { userId }),
    await findUser(store, { username: "Ada42" }),
  ],
  readLocale: (store: Store) => readLocale(store, userId),
  settleEntries: (store: Store) => settleEntries(store, [entry(userId, "42:1:1", -1)]),
  readBalance: (store: Store) => readBalance(store, userId),
  readOperations: (store: Store) => readOperations(store, userId, { limit: 10 }),
  spendSince: (store: Store) => spendSince(store, userId, [noonMs, noonMs - 1000]),
  findPayment: (store: Store) => findPayment(store, chargeId),
  readPayments: (store: Store) => readPayments(store, userId, 10),
  recordPayment: (store: Store) =>
    recordPayment(store, { entry: payment, stars: 1, invoicePayload: "p", paidAtMs: noonMs }),
  openRefund: (store: Store) =>
    openRefund(store, { chargeId, askerId: userId, isAdmin: false, nowMs: Date.now() }),
  closeRefund: (store: Store) =>
    closeRefund(store, { chargeId, entry: debit, refundedAtMs: noonMs }),
  abandonRefund: (store: Store) => abandonRefund(store, chargeId),
};

/** The proof of the books as cron asks for it: of what has moved since it last did. */
export const recentBooks = {
  checkLedger: (store: Store) => checkLedger(store, { sinceMs: Date.now() + 60_000, limit: 10 }),
};
