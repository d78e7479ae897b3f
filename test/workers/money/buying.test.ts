/** Buying balance for Stars: what is offered, billed, asked before the payment, booked after it. */
import { describe, expect, test } from "vitest";
import { invoiceKey, signInvoice } from "../../../lib/billing/invoice-payload.ts";
import type { UserId } from "../../../lib/model/ids.ts";
import { signingKey } from "../../support/workers-world.ts";
import { type Chat, eventually, openChat, post, sim } from "../chat.ts";
import { menus, told } from "../menus.ts";
import { pause, query, resume } from "../stores.ts";
import { checkout } from "./checkout.ts";
import { openOperatorsChat, toldOperators } from "./operators.ts";
import { starterNanoUsd } from "./purse.ts";
import { hundredNanoUsd } from "./refunding.ts";
import { openTill, pressed } from "./till.ts";

await openOperatorsChat();

const dayMs = 24 * 60 * 60_000;

describe("what is offered", () => {
  test("packages say what one gets; the chosen one comes as an invoice, and is paid", async () => {
    const { chat, purse, invoice, pays, telling } = await openTill();
    await chat.say("/pay");
    const notice = await told(await pressed(chat, /⭐ 100 /));
    expect(notice).toEqual(["Here's your invoice."]);
    const [menu] = await menus(chat);
    expect(menu?.text).toContain("Your balance: $20.00");
    expect(menu?.buttons).toEqual([
      "⭐ 10 → $0.0845",
      "⭐ 50 → $0.4225",
      "⭐ 100 → $0.845",
      "⭐ 250 → $2.1125",
      "⭐ 500 → $4.225",
      "Another amount",
    ]);
    const bill = await invoice();
    expect(bill).toMatchObject({ title: "$0.845 of balance", currency: "XTR", provider_token: "" });
    const payload = String(bill.payload);
    expect(await checkout({ payload, stars: 100, userId: chat.userId })).toEqual({
      ok: true,
      error: "",
    });
    const paid = await pays(payload, 100);
    expect((await post(telling(paid))).status).toBe(200);
    const receipt = await eventually(async () => {
      const said = (await chat.plainAnswers()).at(-1) ?? "";
      expect(said).toContain(paid.chargeId);
      return said;
    });
    expect(receipt).toContain("⭐ 100 arrived: $0.845 added");
    expect(receipt).toContain("Your balance: $20.845");
    expect(await purse.storedNanoUsd()).toBe(starterNanoUsd + hundredNanoUsd);
  });

  test("another amount is asked as a question; the reply to it is the number, until it is one", async () => {
    const { chat, invoice } = await openTill();
    await chat.say("/pay");
    await told(await pressed(chat, /Another amount/));
    const answer = async (text: string, times: number) => {
      const questions = await eventually(async () => {
        const asked = (await chat.shown()).filter(({ text: said = "" }) =>
          said.startsWith("⭐ How many"),
        );
        expect(asked).toHaveLength(times);
        return asked;
      });
      await chat.say({ text, reply_to_message: questions.at(-1) });
    };
    await answer("abc", 1);
    await answer("0", 2);
    await answer("2501", 3);
    await answer("-5", 4);
    await answer("1e3", 5);
    await answer("2500", 6);
    expect(await invoice()).toMatchObject({ title: "$21.125 of balance" });
    const asked = (await chat.calls("sendMessage")).filter(({ params }) => params.reply_markup);
    expect(JSON.stringify(asked.at(-1)?.params.reply_markup)).toContain("force_reply");
    expect(await chat.requests()).toEqual([]);
  });

  test("in a group money is nobody else's business", async () => {
    const group = await openChat({ group: true });
    for (const command of ["/balance", "/pay", "/refund"])
      await group.say(`${command}@${await botName()}`);
    await eventually(async () => expect(await group.plainAnswers()).toHaveLength(3));
    for (const said of await group.plainAnswers()) expect(said).toContain("in private");
  });

  test("/terms and /paysupport answer everybody, and a question reaches the operator", async () => {
    const { hears, userId } = await openTill({ languageCode: "ru" });
    expect(await hears("/terms")).toContain("30 дней");
    expect(await hears("/paysupport")).toContain("/refund");
    expect(await hears(`/paysupport куда ушли звёзды? ${userId}`)).toContain("у владельца");
    expect(await toldOperators()).toContainEqual(
      expect.stringContaining(`куда ушли звёзды? ${userId}`),
    );
  });
});

describe("the question before a payment", () => {
  test("is answered from the invoice alone, with Postgres and Redis away", async () => {
    const { userId, payloadOf } = await openTill();
    const payload = await payloadOf(100);
    await Promise.all([pause("postgres"), pause("redis")]);
    try {
      expect(await checkout({ payload, stars: 100, userId })).toEqual({ ok: true, error: "" });
      const altered = { payload: payload.replace(".100.", ".900."), stars: 900, userId };
      expect(await checkout(altered)).toMatchObject({ ok: false });
    } finally {
      await Promise.all([resume("postgres"), resume("redis")]);
    }
  });

  test("is refused, in the payer's words, for what is not exactly our invoice", async () => {
    const { userId, payloadOf } = await openTill();
    const payload = await payloadOf(100);
    const right = { payload, stars: 100, userId };
    const key = await invoiceKey(signingKey);
    const old = await signInvoice(key, {
      userId: userId as UserId,
      stars: 100,
      creditedNanoUsd: hundredNanoUsd,
      issuedAtMs: Date.now() - dayMs - 1000,
    });
    const refusals = [
      [{ ...right, userId: userId + 1 }, "somebody else's"],
      [{ ...right, stars: 1 }, "doesn't match"],
      [{ ...right, currency: "USD" }, "doesn't match"],
      [{ ...right, payload: old }, "more than a day old"],
      [{ ...right, payload: `${payload.slice(0, -1)}x` }, "isn't one of mine"],
      [{ ...right, payload: payload.replace(".845000000.", ".945000000.") }, "isn't one of mine"],
      [{ ...right, payload: "topup_1_2_3" }, "isn't one of mine"],
      [{ ...right, stars: 1, languageCode: "ru" }, "не совпадает"],
    ] as const;
    for (const [asked, words] of refusals) {
      const answer = await checkout(asked);
      expect(answer.ok, words).toBe(false);
      expect(answer.error).toContain(words);
    }
    expect(await checkout(right)).toEqual({ ok: true, error: "" });
  });
});

describe("a payment", () => {
  test("told five times at once counts once, and is told of once", async () => {
    const { chat, booked, payloadOf, pays, telling } = await openTill();
    const paid = await pays(await payloadOf(100), 100);
    const update = telling(paid);
    const statuses = await Promise.all(Array.from({ length: 5 }, () => post(update)));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await post(update);
    // Another message about the same payment.
    await post(telling(paid));
    expect(await booked("payment")).toEqual([hundredNanoUsd]);
    expect(
      await query(
        "select stars from payments where telegram_payment_charge_id = $1",
        paid.chargeId,
      ),
    ).toEqual([{ stars: 100 }]);
    const receipts = async () =>
      (await chat.plainAnswers()).filter((said) => said.includes(paid.chargeId));
    await eventually(async () => expect(await receipts()).not.toEqual([]));
    expect((await receipts()).every((said) => said.includes("$20.845"))).toBe(true);
  });

  test("of one invoice twice is two payments", async () => {
    const { booked, payloadOf, pays, telling } = await openTill();
    const payload = await payloadOf(50);
    for (const paid of [await pays(payload, 50), await pays(payload, 50)])
      await post(telling(paid));
    expect(await booked("payment")).toEqual([422_500_000, 422_500_000]);
  });

  test("without the secret, or written by a person, moves nothing", async () => {
    const { chat, booked, payloadOf, telling } = await openTill();
    const forged = {
      chargeId: `stx-forged-${chat.userId}`,
      stars: 2500,
      payload: await payloadOf(2500),
    };
    expect((await post(telling(forged), null)).status).toBe(401);
    expect((await post(telling(forged), "guess")).status).toBe(401);
    await chat.say(`${chat.tag} {"successful_payment":{"telegram_payment_charge_id":"stx"}}`);
    await chat.answered(1);
    expect(await booked("payment")).toEqual([]);
  });

  test("with a payload nobody signed has still come: credited at today's rate, and an operator looks", async () => {
    const { chat, booked, pays, telling } = await openTill();
    const paid = await pays("1.1.100.999000000000.1.not-ours", 100);
    expect((await post(telling(paid))).status).toBe(200);
    expect(await booked("payment")).toEqual([hundredNanoUsd]);
    await eventually(async () =>
      expect(await chat.plainAnswers()).toContainEqual(expect.stringContaining(paid.chargeId)),
    );
  });

  test("while Postgres is away is not taken, nobody is told, and the next try counts once", async () => {
    const { chat, booked, payloadOf, pays, telling } = await openTill();
    const paid = await pays(await payloadOf(100), 100);
    const update = telling(paid);
    await pause("postgres");
    try {
      for (let tries = 0; tries < 5; tries += 1) {
        const refused = await post(update);
        expect(refused.status).toBe(503);
        expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
      }
      expect((await chat.plainAnswers()).filter((said) => said.includes(paid.chargeId))).toEqual(
        [],
      );
    } finally {
      await resume("postgres");
    }
    expect((await post(update)).status).toBe(200);
    expect((await post(update)).status).toBe(200);
    expect(await booked("payment")).toEqual([hundredNanoUsd]);
    await receiptOnce(chat, paid.chargeId);
  });

  test("whose receipt Telegram does not take at first is told all the same", async () => {
    const { chat, payloadOf, pays, telling } = await openTill();
    const paid = await pays(await payloadOf(10), 10);
    await chat.fault("sendMessage", {
      kind: "error",
      code: 429,
      description: "Too Many Requests",
      retryAfterSeconds: 1,
    });
    expect((await post(telling(paid))).status).toBe(200);
    await receiptOnce(chat, paid.chargeId);
  });
});

function receiptOnce(chat: Chat, chargeId: string): Promise<void> {
  return eventually(async () => {
    const said = await chat.plainAnswers();
    expect(said.filter((text) => text.includes(chargeId))).toHaveLength(1);
  });
}

async function botName(): Promise<string> {
  const { bot } = await sim<{ bot: { username: string } }>("telegram", "GET", "/sim/state");
  return bot.username;
}
