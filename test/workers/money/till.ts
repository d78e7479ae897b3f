/** A person at the till: they choose what to buy, pay it or try to, and Telegram tells the bot. */
import { expect } from "vitest";
import { type Chat, type ChatOptions, eventually, openChat, post, sim } from "../chat.ts";
import { menus, press } from "../menus.ts";
import { openPurse } from "./purse.ts";

export type Paid = {
  readonly chargeId: string;
  readonly stars: number;
  readonly payload: string;
};

export async function openTill(options: ChatOptions = {}) {
  const chat = await openChat(options);
  const purse = openPurse(chat.userId);
  // Welcomed: the starter balance is there.
  await purse.desk().balance(purse.userId);
  return tillOf(chat);
}

/** Of somebody whose account nobody has looked at yet. */
export function tillOf(chat: Chat) {
  const purse = openPurse(chat.userId);
  const said = () => chat.plainAnswers();

  /** Resolves with the newest bill when there are so many. */
  const invoice = (count = 1): Promise<Record<string, unknown>> =>
    eventually(async () => {
      const sent = (await chat.calls("sendInvoice")).filter(({ ok }) => ok);
      expect(sent).toHaveLength(count);
      return sent.at(-1)?.params ?? {};
    });

  /** `count`: with this one. */
  const payloadOf = async (stars: number, count = 1): Promise<string> => {
    await chat.say(`/pay ${stars}`);
    return String((await invoice(count)).payload);
  };

  /** Stars leave the person for this invoice; the bot hears nothing yet. */
  const pays = async (payload: string, stars: number): Promise<Paid> => {
    const taken = { userId: chat.userId, amount: stars, payload };
    const path = "/sim/payments/unheard";
    const { chargeId } = await sim<{ chargeId: string }>("telegram", "POST", path, taken);
    return { chargeId, stars, payload };
  };

  /** Telegram's message on it: the same update however often it is sent. */
  const telling = (paid: Paid, field = "successful_payment") =>
    chat.update({ [field]: fieldsOf(paid) });

  return {
    chat,
    purse,
    userId: chat.userId,
    invoice,
    payloadOf,
    pays,
    telling,

    /** Resolves with what the bot said next, when it has said it. */
    async hears(words: string): Promise<string> {
      const before = (await said()).length;
      await chat.say(words);
      return eventually(async () => {
        const answers = await said();
        expect(answers.length).toBeGreaterThan(before);
        return answers.at(-1) ?? "";
      });
    },

    /** Buys without a hitch; resolves when the receipt is there. */
    async buys(stars: number, count = 1): Promise<Paid> {
      const paid = await pays(await payloadOf(stars, count), stars);
      expect((await post(telling(paid))).status).toBe(200);
      await eventually(async () =>
        expect(await said()).toContainEqual(expect.stringContaining(paid.chargeId)),
      );
      return paid;
    },

    /** Amounts of this kind in the ledger, oldest first. */
    booked: (kind: string) => ledgerOf(purse, kind),
  };
}

async function ledgerOf(purse: ReturnType<typeof openPurse>, kind: string): Promise<number[]> {
  const operations = await purse.settled();
  return operations.filter((one) => one.kind === kind).map(({ amountNanoUsd }) => amountNanoUsd);
}

export function fieldsOf({ chargeId, stars, payload }: Paid) {
  return {
    currency: "XTR",
    total_amount: stars,
    invoice_payload: payload,
    telegram_payment_charge_id: chargeId,
    provider_payment_charge_id: "",
  };
}

/** Presses the button with this label of the newest menu that has it. */
export async function pressed(chat: Chat, label: RegExp): Promise<string> {
  const [menu, found] = await eventually(async () => {
    const shown = (await menus(chat)).findLast(({ buttons }) =>
      buttons.some((it) => label.test(it)),
    );
    const button = shown?.buttons.find((it) => label.test(it));
    if (!shown || button === undefined) throw new Error(`no button ${label}`);
    return [shown, button] as const;
  });
  return press(chat, menu, found);
}
