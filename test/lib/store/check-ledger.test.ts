/** The check of the books finds each way in which they can be wrong, and nothing where they are right. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { checkLedger } from "../../../lib/store/check-ledger.ts";
import { settleEntries } from "../../../lib/store/settle-entries.ts";
import { ada, bo, entry } from "./entries.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { askRefund, giveBack, hundredStars, pay } from "./payments/star-payments.ts";

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());

/** Bo has 0 of a refunded payment and 650 000 000 of another one, Ada 65 of three operations. */
beforeEach(async () => {
  await db.empty();
  await settleEntries(db.store, [entry(ada, "a", 100), entry(ada, "b", -30), entry(ada, "c", -5)]);
  await pay(db.store, hundredStars(bo, "stx-1"));
  await pay(db.store, hundredStars(bo, "stx-2"));
  await askRefund(db.store, hundredStars(bo, "stx-2"));
  await giveBack(db.store, hundredStars(bo, "stx-2"));
  await db.run("insert into users (id) values (99)");
  await db.run("alter table balance_operations disable trigger balance_operations_append_only");
});
afterEach(() =>
  db.run("alter table balance_operations enable trigger balance_operations_append_only"),
);

const everybody = { sinceMs: null, limit: 100 };

test("right books: everybody counted, nothing found", async () => {
  expect(await checkLedger(db.store, everybody)).toEqual({
    users: 3,
    operations: 6,
    problems: [],
  });
});

const balance = (detail: string) => ({ userId: ada, reason: "balance_is_not_the_sum", detail });
const sequence = (detail: string) => ({ userId: ada, reason: "sequence_has_gaps", detail });
const chain = (detail: string) => ({ userId: ada, reason: "chain_is_broken", detail });

test.each([
  [
    "a balance moved past the ledger",
    "update users set balance_nano_usd = 66 where id = 11",
    [balance("balance 66, sum 65")],
  ],
  [
    "a count moved past the ledger",
    "update users set ledger_seq = 4 where id = 11",
    [sequence("sequence 4, operations 3")],
  ],
  [
    "a row taken out",
    "delete from balance_operations where key = 'b'",
    [
      balance("balance 65, sum 95"),
      chain("from operation 3"),
      sequence("sequence 3, operations 2, first at 3"),
    ],
  ],
  [
    "a row changed",
    "update balance_operations set amount_nano_usd = -31 where key = 'b'",
    [balance("balance 65, sum 64"), chain("from operation 2")],
  ],
  [
    "a user taken out",
    "delete from users where id = 11",
    [balance("balance , sum 65"), sequence("sequence , operations 3")],
  ],
  [
    "a payment without its credit",
    `insert into payments (telegram_payment_charge_id, user_id, stars, credited_nano_usd,
      invoice_payload, paid_at) values ('stx-3', 11, 1, 6500000, '', now())`,
    [{ userId: ada, reason: "payment_without_credit", detail: "stx-3" }],
  ],
  [
    "a payment of another amount than its credit",
    "update payments set credited_nano_usd = 1 where telegram_payment_charge_id = 'stx-1'",
    [{ userId: bo, reason: "payment_without_credit", detail: "stx-1" }],
  ],
  [
    "a credit without its payment",
    "delete from payments where telegram_payment_charge_id = 'stx-1'",
    [{ userId: bo, reason: "credit_without_payment", detail: "stx-1" }],
  ],
  [
    "a refund that was not taken from the balance",
    "update payments set state = 'refunded', refunded_at = now() where telegram_payment_charge_id = 'stx-1'",
    [{ userId: bo, reason: "refund_without_debit", detail: "stx-1" }],
  ],
  [
    "an amount taken for a refund that is still to be asked for",
    "update payments set state = 'paid', refunded_at = null where telegram_payment_charge_id = 'stx-2'",
    [{ userId: bo, reason: "debit_without_refund", detail: "refund:stx-2" }],
  ],
  [
    "a refund that nobody ended",
    "update payments set state = 'refund_pending', refund_opened_at = now() - interval '301 seconds' where " +
      "telegram_payment_charge_id = 'stx-1'",
    [{ userId: bo, reason: "refund_left_open", detail: "stx-1" }],
  ],
])("%s", async (_what, harm, problems) => {
  await db.run(harm);
  expect((await checkLedger(db.store, everybody)).problems).toEqual(problems);
});

test("asked for what has moved since, it looks at those users from their first row on, and at no others", async () => {
  await db.run("update balance_operations set created_at = now() - interval '3 hours'");
  await db.run("update users set balance_nano_usd = 1");
  const sinceMs = Date.now() - 60 * 60_000;
  expect(await checkLedger(db.store, { sinceMs, limit: 100 })).toEqual({
    users: 0,
    operations: 0,
    problems: [],
  });
  await settleEntries(db.store, [entry(ada, "d", -1)]);
  expect(await checkLedger(db.store, { sinceMs, limit: 100 })).toMatchObject({
    users: 1,
    operations: 4,
    problems: [{ userId: ada }, { userId: ada }],
  });
});

test("no more problems are listed than asked for", async () => {
  await db.run("update users set balance_nano_usd = 1");
  expect((await checkLedger(db.store, { sinceMs: null, limit: 2 })).problems).toHaveLength(2);
});
