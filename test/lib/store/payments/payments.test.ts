/** What was paid in Stars: credited once whoever tells it and how often, refunded once whichever side fails. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { paymentEntry } from "../../../../lib/billing/ledger-entries.ts";
import { nanoUsd } from "../../../../lib/model/money.ts";
import { refundWindowMs } from "../../../../lib/model/payment.ts";
import { abandonRefund } from "../../../../lib/store/payments/end-refund.ts";
import { findPayment, readPayments } from "../../../../lib/store/payments/find-payment.ts";
import { openRefund } from "../../../../lib/store/payments/open-refund.ts";
import { recordPayment } from "../../../../lib/store/payments/record-payment.ts";
import { readBalance } from "../../../../lib/store/read-balance.ts";
import { settleEntries } from "../../../../lib/store/settle-entries.ts";
import { ada, bo, entry } from "../entries.ts";
import { type MigratedStore, startMigratedStore } from "../migrated-store.ts";
import { askRefund, giveBack, hundredStars, paidAtMs, pay } from "./star-payments.ts";

let db: MigratedStore;
let requests = 0;
beforeAll(async () => {
  db = await startMigratedStore(() => {
    requests += 1;
  });
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

const adas = hundredStars(ada, "stx-1");
const balance = async () => (await readBalance(db.store, ada))?.balanceNanoUsd;
const keys = async () =>
  (await db.rows("select key from balance_operations order by id")).map(({ key }) => key);

describe("a payment", () => {
  test("is one row and one credit, in one request, however often it is told", async () => {
    const before = requests;
    const settled = await pay(db.store, adas);
    expect(requests - before).toBe(1);
    expect(settled).toMatchObject({ applied: true, balanceAfterNanoUsd: 650_000_000 });
    const repeats = await Promise.all(Array.from({ length: 10 }, () => pay(db.store, adas)));
    expect(repeats.filter(({ applied }) => applied)).toEqual([]);
    expect(await findPayment(db.store, "stx-1")).toEqual({
      ...adas,
      paidAtMs,
      state: "paid",
      refundOpenedAtMs: null,
      refundedAtMs: null,
    });
    expect(await db.rows("select invoice_payload from payments")).toEqual([
      { invoice_payload: "invoice of stx-1" },
    ]);
    expect(await balance()).toBe(650_000_000);
  });

  test("told ten times at the same moment counts once", async () => {
    const told = await Promise.all(Array.from({ length: 10 }, () => pay(db.store, adas)));
    expect(told.filter(({ applied }) => applied)).toHaveLength(1);
    expect(await keys()).toEqual(["stx-1"]);
    expect(await readPayments(db.store, ada, 10)).toHaveLength(1);
  });

  test("of the same invoice again is another payment", async () => {
    await pay(db.store, adas);
    await pay(db.store, { ...adas, chargeId: "stx-2" });
    expect(await balance()).toBe(1_300_000_000);
    const listed = await readPayments(db.store, ada, 10);
    expect(listed.map(({ chargeId }) => chargeId).sort()).toEqual(["stx-1", "stx-2"]);
    expect(await readPayments(db.store, ada, 1)).toHaveLength(1);
    expect(await readPayments(db.store, bo, 10)).toEqual([]);
  });

  test("whose id is known with another amount or payer changes nothing, and says so", async () => {
    await pay(db.store, adas);
    const known = { userId: ada, amountNanoUsd: 650_000_000 };
    const dearer = { ...adas, creditedNanoUsd: nanoUsd(900_000_000) };
    expect(await pay(db.store, dearer)).toMatchObject({ applied: false, conflict: known });
    expect(await pay(db.store, { ...adas, userId: bo })).toMatchObject({ conflict: known });
    expect(await readPayments(db.store, bo, 10)).toEqual([]);
    expect(await balance()).toBe(650_000_000);
  });

  test("that cannot be credited leaves no row, and one that cannot be recorded no credit", async () => {
    const payment = { stars: 100, invoicePayload: "", paidAtMs };
    const wrong = { ...paymentEntry(adas), amountNanoUsd: nanoUsd(-1) };
    await expect(recordPayment(db.store, { ...payment, entry: wrong })).rejects.toMatchObject({
      code: "store_rejected",
    });
    const noStars = { ...payment, entry: paymentEntry(adas), stars: 0 };
    await expect(recordPayment(db.store, noStars)).rejects.toMatchObject({
      code: "store_rejected",
    });
    expect(await keys()).toEqual([]);
    expect(await findPayment(db.store, "stx-1")).toBeNull();
  });
});

describe("a refund", () => {
  beforeEach(() => pay(db.store, adas));

  test("is held while Telegram is asked, and leaves the balance when it was given", async () => {
    expect(await askRefund(db.store, adas)).toEqual({
      kind: "opened",
      payment: expect.objectContaining({ chargeId: "stx-1", state: "refund_pending" }),
    });
    expect(await readBalance(db.store, ada)).toEqual({
      balanceNanoUsd: 650_000_000,
      ledgerSeq: 1,
      heldNanoUsd: 650_000_000,
    });
    expect(await giveBack(db.store, adas)).toMatchObject({ applied: true, balanceAfterNanoUsd: 0 });
    expect(await giveBack(db.store, adas)).toMatchObject({ applied: false, ledgerSeq: 2 });
    expect(await keys()).toEqual(["stx-1", "refund:stx-1"]);
    expect(await findPayment(db.store, "stx-1")).toMatchObject({
      state: "refunded",
      refundOpenedAtMs: null,
      refundedAtMs: paidAtMs + 2000,
    });
    expect(await readBalance(db.store, ada)).toMatchObject({ heldNanoUsd: 0 });
    expect(await askRefund(db.store, adas)).toMatchObject({ reason: "refunded" });
  });

  test("that Telegram refuses leaves everything as it was, and can be asked again", async () => {
    await askRefund(db.store, adas);
    expect(await abandonRefund(db.store, "stx-1")).toBe(true);
    expect(await abandonRefund(db.store, "stx-1")).toBe(false);
    expect(await readBalance(db.store, ada)).toMatchObject({
      balanceNanoUsd: 650_000_000,
      heldNanoUsd: 0,
    });
    expect(await askRefund(db.store, adas)).toMatchObject({ kind: "opened" });
  });

  test("once given is never abandoned", async () => {
    await askRefund(db.store, adas);
    await giveBack(db.store, adas);
    expect(await abandonRefund(db.store, "stx-1")).toBe(false);
    expect(await findPayment(db.store, "stx-1")).toMatchObject({ state: "refunded" });
  });

  test("that Telegram gave without being asked is booked all the same", async () => {
    expect(await giveBack(db.store, adas)).toMatchObject({ applied: true, balanceAfterNanoUsd: 0 });
    expect(await findPayment(db.store, "stx-1")).toMatchObject({ state: "refunded" });
  });

  test("of no payment, or of another user's or amount, is not booked", async () => {
    expect(await giveBack(db.store, { ...adas, chargeId: "stx-9" })).toBeNull();
    expect(await giveBack(db.store, { ...adas, userId: bo })).toBeNull();
    expect(await giveBack(db.store, { ...adas, creditedNanoUsd: nanoUsd(1) })).toBeNull();
    expect(await keys()).toEqual(["stx-1"]);
  });

  test.each([
    ["on day 30", refundWindowMs, { kind: "opened" }],
    ["a moment later", refundWindowMs + 1, { reason: "too_old" }],
  ])("%s: %j", async (_when, afterMs, outcome) => {
    expect(await askRefund(db.store, adas, paidAtMs + afterMs)).toMatchObject(outcome);
  });

  test("of a payment nobody made, or somebody else made, says nothing about it", async () => {
    expect(await askRefund(db.store, { ...adas, chargeId: "stx-9" })).toEqual({
      reason: "unknown",
    });
    expect(await askRefund(db.store, { ...adas, userId: bo })).toEqual({ reason: "other_payer" });
    const ask = { chargeId: "stx-1", askerId: bo, isAdmin: true, nowMs: paidAtMs };
    expect(await openRefund(db.store, ask)).toMatchObject({ kind: "opened" });
  });

  test("needs a balance that covers it, to the nano-dollar", async () => {
    await settleEntries(db.store, [entry(ada, "t:1:1", -1)]);
    expect(await askRefund(db.store, adas)).toMatchObject({ reason: "insufficient_balance" });
    await settleEntries(db.store, [entry(ada, "topup:1", 1)]);
    expect(await askRefund(db.store, adas)).toMatchObject({ kind: "opened" });
  });

  test("asked 50 times at once opens once", async () => {
    const asked = await Promise.all(Array.from({ length: 50 }, () => askRefund(db.store, adas)));
    expect(asked.filter((each) => "kind" in each)).toHaveLength(1);
    expect(asked.filter((each) => "reason" in each && each.reason === "pending")).toHaveLength(49);
  });

  test("of two payments that one balance covers, one opens", async () => {
    const other = { ...adas, chargeId: "stx-2" };
    await pay(db.store, other);
    await settleEntries(db.store, [entry(ada, "t:1:1", -100)]);
    for (let round = 0; round < 20; round += 1) {
      const asked = await Promise.all([askRefund(db.store, adas), askRefund(db.store, other)]);
      expect(asked.map((each) => ("kind" in each ? each.kind : each.reason)).sort()).toEqual([
        "insufficient_balance",
        "opened",
      ]);
      await Promise.all([abandonRefund(db.store, "stx-1"), abandonRefund(db.store, "stx-2")]);
    }
  });

  test("given by 50 at once beside charges: one refund, and the balance is the sum", async () => {
    await askRefund(db.store, adas);
    const charges = Array.from({ length: 50 }, (_, index) =>
      settleEntries(db.store, [entry(ada, `t:1:${index}`, -7)]),
    );
    await Promise.all([...Array.from({ length: 50 }, () => giveBack(db.store, adas)), ...charges]);
    expect(await balance()).toBe(-350);
    expect((await keys()).filter((key) => key === "refund:stx-1")).toHaveLength(1);
  });
});
