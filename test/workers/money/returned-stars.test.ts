/** Stars that came or went by other hands: Telegram says so, or its books do. */
import { beforeAll, describe, expect, test } from "vitest";
import { eventually, post } from "../chat.ts";
import { openOperatorsChat } from "./operators.ts";
import { cron, hundredNanoUsd, returnElsewhere } from "./refunding.ts";
import { openTill } from "./till.ts";

beforeAll(openOperatorsChat);

describe("what others did to the Stars", () => {
  test("a refund by Telegram's support is booked and told once, however often it is said", async () => {
    const { chat, telling, buys, booked } = await openTill();
    const paid = await buys(100);
    const update = telling(paid, "refunded_payment");
    expect((await post(update)).status).toBe(200);
    expect((await post(update)).status).toBe(200);
    await eventually(async () =>
      expect(
        (await chat.plainAnswers()).filter((said) => said.includes("went back to you")),
      ).toHaveLength(1),
    );
    expect(await booked("refund")).toEqual([-hundredNanoUsd]);
  });

  test("Telegram's word on our own refund changes nothing", async () => {
    const { chat, hears, telling, buys, booked } = await openTill();
    const paid = await buys(100);
    expect(await hears(`/refund ${paid.chargeId}`)).toContain("yours again");
    const before = await chat.plainAnswers();
    expect((await post(telling(paid, "refunded_payment"))).status).toBe(200);
    expect(await hears("/terms")).toContain("balance");
    expect(await chat.plainAnswers()).toHaveLength(before.length + 1);
    expect(await booked("refund")).toEqual([-hundredNanoUsd]);
  });

  test("a payment and a refund we never heard of are found in Telegram's books", async () => {
    const { chat, payloadOf, pays, buys, booked } = await openTill();
    const unheard = await pays(await payloadOf(50), 50);
    const returned = await buys(100, 2);
    await returnElsewhere(returned, chat.userId);
    await eventually(async () => {
      await cron();
      expect([await booked("payment"), await booked("refund")]).toEqual([
        [hundredNanoUsd, 422_500_000],
        [-hundredNanoUsd],
      ]);
    });
    await eventually(async () => {
      const said = await chat.plainAnswers();
      expect(said).toContainEqual(expect.stringContaining(unheard.chargeId));
      expect(said).toContainEqual(expect.stringContaining("⭐ 100 went back to you"));
    });
  });
});

test("a refund of a payment that never came moves nothing, and an operator looks", async () => {
  const { chat, telling, booked } = await openTill();
  const strange = { chargeId: `stx-strange-${chat.userId}`, stars: 7, payload: "x" };
  expect((await post(telling(strange, "refunded_payment"))).status).toBe(200);
  expect(await booked("refund")).toEqual([]);
});
