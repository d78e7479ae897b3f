/** Refunds that somebody left half-way: cron ends them, and stays out of the way of who asks again. */
import { beforeAll, describe, expect, test } from "vitest";
import { servicesOf } from "../../../functions/compose.ts";
import { finishRefunds } from "../../../functions/finish-refunds.ts";
import { moneyPorts } from "../../../functions/money-ports.ts";
import { markRefund, refundMarks } from "../../../functions/refund-mark.ts";
import { refundEntry } from "../../../lib/billing/ledger-entries.ts";
import { clearAway, refundPayment } from "../../../lib/billing/refund-payment.ts";
import type { StarsReturn } from "../../../lib/model/stars-return.ts";
import { closeRefund } from "../../../lib/store/payments/end-refund.ts";
import { findPayment } from "../../../lib/store/payments/find-payment.ts";
import { eventually } from "../chat.ts";
import { query } from "../stores.ts";
import { openOperatorsChat } from "./operators.ts";
import { starterNanoUsd } from "./purse.ts";
import { bindings, cron, hundredNanoUsd, starsReturned, stateOf } from "./refunding.ts";
import { openTill, type Paid } from "./till.ts";

beforeAll(openOperatorsChat);

test("a refund that nobody saw the end of is ended by cron, and told in the person's language", async () => {
  const { chat, buys, booked } = await openTill({ languageCode: "ru" });
  await query("update users set locale = 'ru' where id = $1", chat.userId);
  const paid = await buys(100);
  // As a crash leaves it: set aside, and Telegram not asked yet.
  await query(
    "update payments set state = 'refund_pending', refund_opened_at = now() where telegram_payment_charge_id = $1",
    paid.chargeId,
  );
  await markRefund(bindings, paid.chargeId, Date.now());
  await eventually(async () => {
    await cron();
    expect(await stateOf(paid)).toBe("refunded");
  });
  await cron();
  await eventually(async () =>
    expect(
      (await chat.plainAnswers()).filter((said) => said.includes("К вам вернулось")),
    ).toHaveLength(1),
  );
  expect(await booked("refund")).toEqual([-hundredNanoUsd]);
  expect(await starsReturned(paid)).toBe(true);
});

describe("a refund whose process died", () => {
  const withTill = async () => {
    const till = await openTill();
    const paid = await till.buys(100);
    const credited = { userId: till.purse.userId, creditedNanoUsd: hundredNanoUsd };
    const entry = refundEntry({ ...paid, ...credited });
    await markRefund(bindings, paid.chargeId, Date.now());
    await till.purse.desk().setAside(till.purse.userId, entry.key, hundredNanoUsd);
    const known = () => till.purse.desk().balance(till.purse.userId);
    expect(await known()).toMatchObject({ heldNanoUsd: hundredNanoUsd });
    return { ...till, entry, paid, known };
  };

  test("before it was open leaves nothing set aside", async () => {
    const { known, booked } = await withTill();
    await eventually(async () => {
      await cron();
      const balanceNanoUsd = starterNanoUsd + hundredNanoUsd;
      expect(await known()).toMatchObject({ balanceNanoUsd, heldNanoUsd: 0 });
    });
    expect(await booked("refund")).toEqual([]);
  });

  test("is not forgotten where the mark is old and what was set aside is young", async () => {
    const { purse, buys } = await openTill();
    const paid = await buys(100);
    const { key } = refundEntry({ ...paid, ...purse, creditedNanoUsd: hundredNanoUsd });
    const held = async () => (await purse.desk().balance(purse.userId)).heldNanoUsd;
    await markRefund(bindings, paid.chargeId, Date.now() - 60_000);
    await purse.desk().setAside(purse.userId, key, hundredNanoUsd);
    await eventually(async () => {
      await cron();
      expect(await held()).toBe(0);
    });
  });

  test("between ledger and account takes its amount once", async () => {
    const { known, booked, entry, paid } = await withTill();
    const { store } = servicesOf(bindings);
    await closeRefund(store, { chargeId: paid.chargeId, entry, refundedAtMs: Date.now() });
    await eventually(async () => {
      await cron();
      expect(await known()).toMatchObject({ balanceNanoUsd: starterNanoUsd, heldNanoUsd: 0 });
    });
    expect(await booked("refund")).toEqual([-hundredNanoUsd]);
  });
});

describe("asked for again while cron looks after one that died", () => {
  const services = servicesOf(bindings);
  const ports = moneyPorts(bindings, services);

  /** Somebody asks, and Telegram thinks about it; resolves when the refund is open. */
  async function asking(paid: Paid, userId: number) {
    const telegram = Promise.withResolvers<StarsReturn>();
    const pending = { ...ports, returnStars: () => telegram.promise };
    const payment = await findPayment(services.store, paid.chargeId);
    if (payment?.userId !== userId) throw new Error("somebody else's payment");
    const asked = { chargeId: paid.chargeId, askerId: payment.userId, isAdmin: false };
    const end = refundPayment(pending, asked);
    await eventually(async () => expect(await stateOf(paid)).toBe("refund_pending"));
    return { answer: telegram.resolve, end };
  }

  const marksOf = async ({ chargeId }: Paid) =>
    (await refundMarks(bindings)).filter((mark) => mark.chargeId === chargeId);

  test("what is set aside stays with who asks", async () => {
    const { purse, userId, buys, booked } = await openTill();
    const paid = await buys(100);
    const held = async () => (await purse.desk().balance(purse.userId)).heldNanoUsd;
    const { key } = refundEntry({ ...paid, ...purse, creditedNanoUsd: hundredNanoUsd });
    await purse.desk().setAside(purse.userId, key, hundredNanoUsd);
    const seen = await findPayment(services.store, paid.chargeId);
    if (!seen) throw new Error("no payment");
    expect(await held()).toBe(hundredNanoUsd);
    const beforeMs = Date.now();
    const { answer, end } = await asking(paid, userId);
    // Cron has seen it before it was open, and acts only now.
    expect(await clearAway(ports, seen, beforeMs)).toBe(false);
    expect(await held()).toBe(hundredNanoUsd);
    answer({ kind: "returned" });
    expect(await end).toMatchObject({ kind: "refunded", balanceNanoUsd: starterNanoUsd });
    expect([await held(), await booked("refund")]).toEqual([0, [-hundredNanoUsd]]);
  });

  test("their own mark stays: when they die too, a later tick ends it", async () => {
    const { userId, buys, booked } = await openTill();
    const paid = await buys(100);
    await markRefund(bindings, paid.chargeId, Date.now() - 60_000);
    // The moment between cron's look and its broom.
    const FILES: Pick<R2Bucket, "list" | "delete"> = {
      list: (options) => bindings.FILES.list(options),
      async delete(keys) {
        if (String(keys).includes(paid.chargeId)) await asking(paid, userId);
        await bindings.FILES.delete(keys);
      },
    };
    await finishRefunds({ env: { ...bindings, FILES: FILES as R2Bucket }, services });
    expect(await marksOf(paid)).toHaveLength(1);
    expect([await stateOf(paid), await starsReturned(paid)]).toEqual(["refund_pending", false]);
    await eventually(async () => {
      await cron();
      expect(await stateOf(paid)).toBe("refunded");
    });
    expect([await starsReturned(paid), await booked("refund")]).toEqual([true, [-hundredNanoUsd]]);
    await cron();
    expect(await marksOf(paid)).toEqual([]);
  });
});
