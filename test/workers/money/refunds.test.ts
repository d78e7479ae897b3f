/** Giving payments back: once, whoever asks how often, and nobody ends up short whichever side fails. */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Chat, eventually, post } from "../chat.ts";
import { menus, told } from "../menus.ts";
import { pause, query, resume } from "../stores.ts";
import { openOperatorsChat } from "./operators.ts";
import { starterNanoUsd } from "./purse.ts";
import { faultRefund, hundredNanoUsd, noFaults, starsReturned, stateOf } from "./refunding.ts";
import { openTill, type Paid, pressed } from "./till.ts";

const dayMs = 24 * 60 * 60_000;
let operator: Chat;

beforeAll(async () => {
  operator = await openOperatorsChat();
});
afterEach(async () => {
  await Promise.all([resume("postgres"), noFaults()]);
});

const age = (paid: Paid, days: number) =>
  query(
    "update payments set paid_at = to_timestamp($2) where telegram_payment_charge_id = $1",
    paid.chargeId,
    (Date.now() - days * dayMs) / 1000,
  );

describe("a refund", () => {
  test("is chosen from one's own payments, and takes exactly what was credited", async () => {
    const { chat, purse, buys, booked } = await openTill();
    const fifty = await buys(50);
    const hundred = await buys(100, 2);
    await chat.say("/refund");
    const notice = await told(await pressed(chat, /^⭐ 100 · \$0\.845 · /));
    expect(notice).toEqual(["I'm asking Telegram to return the Stars."]);
    await eventually(async () =>
      expect(await chat.plainAnswers()).toContainEqual(
        expect.stringContaining("⭐ 100 are yours again, $0.845 left your balance"),
      ),
    );
    expect(await booked("refund")).toEqual([-hundredNanoUsd]);
    expect(await purse.storedNanoUsd()).toBe(starterNanoUsd + 422_500_000);
    expect([await starsReturned(hundred), await starsReturned(fifty)]).toEqual([true, false]);
    await chat.say("/refund");
    await eventually(async () => {
      const labels = (await menus(chat)).at(-1)?.buttons;
      expect(labels).toEqual([expect.stringMatching(/^⭐ 50 · \$0\.4225 · /)]);
    });
  });

  test("asked fifty times at once, from ten chats, happens once", async () => {
    const { chat, purse, buys, booked } = await openTill();
    const paid = await buys(100);
    const topics = Array.from({ length: 10 }, (_, index) => index + 1);
    const asking = (topic: number) =>
      post(
        chat.update({
          text: `/refund ${paid.chargeId}`,
          entities: [{ type: "bot_command", offset: 0, length: 7 }],
          message_thread_id: topic,
          is_topic_message: true,
        }),
      );
    const statuses = await Promise.all(
      topics.flatMap((topic) => Array.from({ length: 5 }, () => asking(topic))),
    );
    expect(statuses.every(({ status }) => status === 200)).toBe(true);
    await eventually(async () => {
      const sent = (await chat.calls("sendMessage")).filter(({ ok }) => ok);
      const said = sent.map(({ params }) => String(params.text));
      expect(said.filter((text) => text.includes("yours again"))).toHaveLength(50);
    });
    expect(await booked("refund")).toEqual([-hundredNanoUsd]);
    expect(await purse.storedNanoUsd()).toBe(starterNanoUsd);
    expect(await stateOf(paid)).toBe("refunded");
  });

  test("is refused after thirty days, of what others paid, and of what is used up", async () => {
    const { hears, purse, buys, booked } = await openTill();
    const other = await openTill();
    const paid = await buys(100);
    expect(await other.hears(`/refund ${paid.chargeId}`)).toContain("can't find such a payment");
    expect(await hears("/refund stx-unknown")).toContain("can't find such a payment");
    await purse.holds(hundredNanoUsd - 1);
    expect(await hears(`/refund ${paid.chargeId}`)).toMatch(/need \$0\.845 in your balance/);
    await purse.holds(hundredNanoUsd);
    // A charge that Postgres has not heard of counts too.
    await pause("postgres");
    await purse.desk().charge([purse.charge(1)]);
    await resume("postgres");
    expect(await hears(`/refund ${paid.chargeId}`)).toMatch(/need \$0\.845 in your balance/);
    await purse.holds(hundredNanoUsd);
    await age(paid, 31);
    expect(await hears(`/refund ${paid.chargeId}`)).toContain("older than 30 days");
    expect(await hears("/refund")).toContain("no payment from the last 30 days");
    expect(await booked("refund")).toEqual([]);
    await age(paid, 29.9);
    expect(await hears(`/refund ${paid.chargeId}`)).toContain("yours again");
    expect(await purse.storedNanoUsd()).toBe(0);
  });

  test("an admin gives back what somebody else paid", async () => {
    const { buys, booked } = await openTill();
    const paid = await buys(100);
    const before = (await operator.plainAnswers()).length;
    await operator.say(`/refund ${paid.chargeId}`);
    await eventually(async () =>
      expect((await operator.plainAnswers()).slice(before)).toContainEqual(
        expect.stringContaining("yours again"),
      ),
    );
    expect(await booked("refund")).toEqual([-hundredNanoUsd]);
  });

  test("that Telegram refuses leaves everything as it was, and can be asked again", async () => {
    const { hears, purse, buys, booked } = await openTill();
    const paid = await buys(100);
    await faultRefund({ kind: "error", code: 400, description: "Bad Request: BALANCE_TOO_LOW" });
    expect(await hears(`/refund ${paid.chargeId}`)).toContain("wouldn't return the Stars");
    expect([await stateOf(paid), await booked("refund")]).toEqual(["paid", []]);
    expect(await purse.desk().balance(purse.userId)).toMatchObject({
      balanceNanoUsd: starterNanoUsd + hundredNanoUsd,
      heldNanoUsd: 0,
    });
    expect(await hears(`/refund ${paid.chargeId}`)).toContain("yours again");
    expect(await booked("refund")).toEqual([-hundredNanoUsd]);
  });

  test.each(["lost_answer", "lost_call"])(
    "with a %s of Telegram is asked again, and booked once",
    async (kind) => {
      const { hears, purse, buys, booked } = await openTill();
      const paid = await buys(100);
      await faultRefund({ kind, times: 2 });
      expect(await hears(`/refund ${paid.chargeId}`)).toContain("yours again");
      expect(await booked("refund")).toEqual([-hundredNanoUsd]);
      expect(await starsReturned(paid)).toBe(true);
      expect(await purse.storedNanoUsd()).toBe(starterNanoUsd);
    },
  );
});
