/** Giving payments back: once, whoever asks how often, and nobody ends up short whichever side fails. */
import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { servicesOf } from "../../../functions/compose.ts";
import type { Env } from "../../../functions/env.ts";
import { markRefund } from "../../../functions/refund-mark.ts";
import { sweep } from "../../../functions/scheduled.ts";
import { refundEntry } from "../../../lib/billing/ledger-entries.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { closeRefund } from "../../../lib/store/payments/end-refund.ts";
import { type Chat, eventually, post, sim } from "../chat.ts";
import { menus, told } from "../menus.ts";
import { pause, query, resume } from "../stores.ts";
import { openOperatorsChat } from "./operators.ts";
import { starterNanoUsd } from "./purse.ts";
import { openTill, type Paid, pressed } from "./till.ts";

const hundredNanoUsd = 845_000_000;
const creditedNanoUsd = nanoUsd(hundredNanoUsd);
const dayMs = 24 * 60 * 60_000;
const bindings = env as unknown as Env;
let operator: Chat;

beforeAll(async () => {
  operator = await openOperatorsChat();
});
afterEach(async () => {
  await Promise.all([resume("postgres"), sim("telegram", "DELETE", "/sim/faults")]);
});

const cron = () => sweep(createScheduledController(), bindings);

type Fault = { kind: string; times?: number; code?: number; description?: string };
const fault = (planned: Fault) =>
  sim("telegram", "POST", "/sim/faults", { method: "refundStarPayment", ...planned });

/** What Telegram's own books say. */
async function starsReturned({ chargeId }: Paid): Promise<boolean> {
  const response = await fetch(`${bot}/getStarTransactions?limit=100`);
  const { result } = (await response.json()) as {
    result: { transactions: { id: string; receiver?: unknown }[] };
  };
  return result.transactions.some(({ id, receiver }) => id === chargeId && receiver !== undefined);
}

const vars = env as unknown as Record<string, string>;
const bot = `${vars.TELEGRAM_API_ROOT}/bot${vars.TELEGRAM_BOT_TOKEN}`;

const age = (paid: Paid, days: number) =>
  query(
    "update payments set paid_at = to_timestamp($2) where telegram_payment_charge_id = $1",
    paid.chargeId,
    (Date.now() - days * dayMs) / 1000,
  );

const stateOf = async ({ chargeId }: Paid) => {
  const [row] = await query(
    "select state from payments where telegram_payment_charge_id = $1",
    chargeId,
  );
  return row?.state;
};

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
    expect(await other.hears(`/refund ${paid.chargeId}`)).toContain("don't find such a payment");
    expect(await hears("/refund stx-unknown")).toContain("don't find such a payment");
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
    expect(await hears("/refund")).toContain("no payment of the last 30 days");
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
    await fault({ kind: "error", code: 400, description: "Bad Request: BALANCE_TOO_LOW" });
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
      await fault({ kind, times: 2 });
      expect(await hears(`/refund ${paid.chargeId}`)).toContain("yours again");
      expect(await booked("refund")).toEqual([-hundredNanoUsd]);
      expect(await starsReturned(paid)).toBe(true);
      expect(await purse.storedNanoUsd()).toBe(starterNanoUsd);
    },
  );

  test("that nobody saw the end of is ended by cron, and told in the person's language", async () => {
    const { chat, buys, booked } = await openTill({ languageCode: "ru" });
    await query("update users set locale = 'ru' where id = $1", chat.userId);
    const paid = await buys(100);
    // As a crash leaves it: set aside, and Telegram not asked yet.
    await query(
      "update payments set state = 'refund_pending', refund_opened_at = now() where telegram_payment_charge_id = $1",
      paid.chargeId,
    );
    await markRefund(bindings, paid.chargeId);
    await eventually(async () => {
      await cron();
      expect(await stateOf(paid)).toBe("refunded");
    });
    await cron();
    await eventually(async () =>
      expect(
        (await chat.plainAnswers()).filter((said) => said.includes("вернулись к вам")),
      ).toHaveLength(1),
    );
    expect(await booked("refund")).toEqual([-hundredNanoUsd]);
    expect(await starsReturned(paid)).toBe(true);
  });
});

describe("a refund whose process died", () => {
  const withTill = async () => {
    const till = await openTill();
    const paid = await till.buys(100);
    const entry = refundEntry({ ...paid, userId: till.purse.userId, creditedNanoUsd });
    await markRefund(bindings, paid.chargeId);
    await till.purse.desk().setAside(till.purse.userId, entry.key, creditedNanoUsd);
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
    await fetch(`${bot}/refundStarPayment`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user_id: chat.userId, telegram_payment_charge_id: returned.chargeId }),
    });
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
