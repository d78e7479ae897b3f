/** Stars: asked, paid, refunded. */
import type { Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PaymentOutcome } from "../control.ts";
import { ADA, type Rig, refusal, startRig } from "../testing/rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig({ limits: "off" });
});
afterEach(() => rig.telegram.stop());

const PRICE = [{ label: "Fuel", amount: 50 }];
const sendInvoice = (currency = "XTR", prices = PRICE, payload = "fuel:1001") =>
  rig.api.sendInvoice(ADA, "Fuel", "Fifty Stars", payload, currency, prices);

/** Ada pays; the bot gets its chance to answer the checkout. */
async function payWith(
  answer: (query: NonNullable<Update["pre_checkout_query"]>) => Promise<unknown>,
) {
  const { message_id: messageId } = await sendInvoice();
  const paying = rig.sim<PaymentOutcome>("/payments", { chatId: ADA, messageId, userId: ADA });
  const [update] = await rig.api.getUpdates({ timeout: 5 });
  if (update?.pre_checkout_query === undefined) throw new Error("Nobody asked the bot");
  await answer(update.pre_checkout_query);
  const outcome = await paying;
  const [after] = await rig.api.getUpdates({ offset: update.update_id + 1 });
  return { outcome, message: after?.message };
}

const accept = (query: { id: string }) => rig.api.answerPreCheckoutQuery(query.id, true);

describe("paying with Stars", () => {
  test("asks the bot first and then tells it of the payment", async () => {
    const { outcome, message } = await payWith(async (query) => {
      expect(query).toMatchObject({
        currency: "XTR",
        total_amount: 50,
        invoice_payload: "fuel:1001",
      });
      await accept(query);
    });
    expect(outcome).toMatchObject({ paid: true });
    const chargeId = outcome.paid && outcome.chargeId;
    expect(message?.successful_payment).toMatchObject({
      telegram_payment_charge_id: chargeId,
      invoice_payload: "fuel:1001",
      total_amount: 50,
    });
  });

  test("moves nothing when the bot says no, and shows its reason", async () => {
    const { outcome, message } = await payWith((query) =>
      rig.api.answerPreCheckoutQuery(query.id, false, { error_message: "Sold out" }),
    );
    expect(outcome).toEqual({ paid: false, error: "Sold out" });
    expect(message).toBeUndefined();
    expect((await rig.api.getStarTransactions()).transactions).toEqual([]);
  });

  test("can be refunded once, by the one who paid", async () => {
    const { outcome } = await payWith(accept);
    const chargeId = outcome.paid ? outcome.chargeId : "";
    expect(await rig.api.getMyStarBalance()).toEqual({ amount: 50 });
    expect(await refusal(rig.api.refundStarPayment(1002, chargeId))).toBe(
      "Bad Request: CHARGE_NOT_FOUND",
    );
    expect(await rig.api.refundStarPayment(ADA, chargeId)).toBe(true);
    const told = (await rig.api.getUpdates()).at(-1);
    expect(told?.message?.refunded_payment).toMatchObject({ telegram_payment_charge_id: chargeId });
    expect(await refusal(rig.api.refundStarPayment(ADA, chargeId))).toBe(
      "Bad Request: CHARGE_ALREADY_REFUNDED",
    );
    const { transactions } = await rig.api.getStarTransactions();
    expect(
      transactions.map(({ id, amount, receiver }) => [id, amount, receiver !== undefined]),
    ).toEqual([
      [chargeId, 50, false],
      [chargeId, 50, true],
    ]);
  });

  test("is refused for bad invoices and stale queries", async () => {
    expect(await refusal(sendInvoice("EUR"))).toBe("Bad Request: CURRENCY_INVALID");
    expect(await refusal(sendInvoice("XTR", [...PRICE, ...PRICE]))).toBe(
      "Bad Request: STARS_INVOICE_INVALID",
    );
    expect(await refusal(sendInvoice("XTR", [{ label: "Fuel", amount: 0 }]))).toBe(
      "Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID",
    );
    expect(await refusal(sendInvoice("XTR", PRICE, "x".repeat(129)))).toBe(
      "Bad Request: INVOICE_PAYLOAD_INVALID",
    );
    expect(await refusal(accept({ id: "unknown" }))).toContain("query is too old");
  });
});
