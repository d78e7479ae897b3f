/** Scenarios S41, S43, S44, S50, S54 and faults F41, F44, F49, F86 of the references: money as people meet it in the chat. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, expect, inject, test } from "vitest";
import type { Env } from "../../../functions/env.ts";
import { moneyBindings } from "../../support/workers-world.ts";
import { type Chat, enterChat, eventually, openChat, post, sim } from "../chat.ts";
import { replyToBot } from "../choices.ts";
import { query } from "../stores.ts";
import { costs as costsOf, settledCharges } from "./charges.ts";
import { openOperatorsChat } from "./operators.ts";
import { openPurse, starterNanoUsd } from "./purse.ts";
import { hundredNanoUsd, noFaults } from "./refunding.ts";
import { openTill } from "./till.ts";

let operator: Chat;

beforeAll(async () => {
  operator = await openOperatorsChat();
});
afterEach(noFaults);

const settledCosts = async (chat: Chat) => costsOf(await settledCharges(chat));

/** Of the conversation's turns, when there are so many. */
function outcomes(chat: Chat, count: number): Promise<unknown[]> {
  return eventually(async () => {
    const rows = await query(
      "select outcome from turns where thread_id = $1 order by opened_at",
      chat.threadId,
    );
    expect(rows).toHaveLength(count);
    return rows.map(({ outcome }) => outcome);
  });
}

test("S41 with nothing left a question is refused with a hint; with the least there is it is answered, and the next is refused", async () => {
  const chat = await openChat();
  const purse = openPurse(chat.userId);
  await purse.holds(0);
  await chat.say(`${chat.tag} hello`);
  expect((await chat.answered(1))[0]).toContain("/pay");
  expect(await chat.requests()).toEqual([]);
  await purse.topup(1);
  await chat.say(`${chat.tag} again`);
  await chat.answered(2);
  const [cost = 0] = await settledCosts(chat);
  expect(cost).toBeGreaterThan(1);
  expect(await purse.storedNanoUsd()).toBe(1 - cost);
  await chat.say(`${chat.tag} and again`);
  expect(await outcomes(chat, 3)).toEqual(["failed", "answered", "failed"]);
  expect(await chat.requests()).toHaveLength(1);
});

test("S43 with nothing left every command answers, and a payment comes in", async () => {
  const { chat, purse, hears, buys } = await openTill();
  await purse.holds(-5);
  const commands = ["/help", "/start", "/stop", "/new", "/model", "/personality", "/settings"];
  for (const command of [...commands, "/files", "/pay", "/refund", "/paysupport", "/terms"])
    expect(await hears(command), command).not.toContain("Your balance is used up");
  expect(await hears("/balance")).toContain("Your balance: -$0.000000005");
  await buys(100);
  expect(await purse.storedNanoUsd()).toBe(hundredNanoUsd - 5);
  expect(await chat.requests()).toEqual([]);
});

test("S44 somebody nobody knows has the starter balance, once, and is answered", async () => {
  const chat = await openChat();
  expect(await query("select 1 from users where id = $1", chat.userId)).toEqual([]);
  await chat.say(`${chat.tag} who are you?`);
  await chat.answered(1);
  const [cost = 0, ...others] = await settledCosts(chat);
  expect(others).toEqual([]);
  const starters = (await openPurse(chat.userId).settled()).filter(
    ({ kind }) => kind === "starter",
  );
  expect(starters.map(({ amountNanoUsd }) => amountNanoUsd)).toEqual([starterNanoUsd]);
  expect(await openPurse(chat.userId).storedNanoUsd()).toBe(starterNanoUsd - cost);
});

test("S50 an operator takes five dollars by a name in other letters", async () => {
  const { chat, purse } = await openTill();
  const name = `Ada_${chat.userId}`;
  await query("update users set username = $2 where id = $1", chat.userId, name);
  await operator.say(`/topup @${name.toUpperCase()} -5`);
  await eventually(async () =>
    expect(await purse.storedNanoUsd()).toBe(starterNanoUsd - 5_000_000_000),
  );
});

test("S54 two conversations of one person at once: what is left is the beginning less both, row by row", async () => {
  const first = await openChat({ group: true });
  const { chat } = await sim<{ chat: { id: number } }>("telegram", "POST", "/sim/chats", {
    type: "supergroup",
    title: "Ada",
    members: [{ id: first.userId, firstName: "Ada", languageCode: "en" }],
  });
  const second = await enterChat({
    chat: { id: chat.id, type: "supergroup" },
    userId: first.userId,
  });
  const chats = [first, second];
  await Promise.all(
    chats.map((each) => each.say({ text: `${each.tag} in ${each.chatId}`, ...replyToBot })),
  );
  await Promise.all(chats.map((each) => each.answered(1)));
  await settledCosts(first);
  const costs = await settledCosts(second);
  expect(costs).toHaveLength(2);
  const rows = await query(
    "select amount_nano_usd, balance_after_nano_usd from balance_operations where user_id = $1 order by ledger_seq",
    first.userId,
  );
  let balance = 0;
  for (const row of rows) {
    balance += Number(row.amount_nano_usd);
    expect(Number(row.balance_after_nano_usd)).toBe(balance);
  }
  expect(balance).toBe(starterNanoUsd - costs.reduce((sum, cost) => sum + cost, 0));
});

test("F41 an invoice that was paid twice is credited twice, and both are given back", async () => {
  const { booked, payloadOf, pays, telling, hears } = await openTill();
  const payload = await payloadOf(100);
  const both = [await pays(payload, 100), await pays(payload, 100)];
  for (const paid of both) expect((await post(telling(paid))).status).toBe(200);
  expect(await booked("payment")).toEqual([hundredNanoUsd, hundredNanoUsd]);
  for (const { chargeId } of both) expect(await hears(`/refund ${chargeId}`)).toContain("again");
  expect(await booked("refund")).toEqual([-hundredNanoUsd, -hundredNanoUsd]);
});

test("F44 spent from fifty sides while it is given back: one refund, no charge lost, and no request on what is gone", async () => {
  const { chat, purse, buys, booked } = await openTill();
  const paid = await buys(100);
  await purse.holds(hundredNanoUsd);
  const spend = () => purse.desk().charge([purse.charge(1_000_000)]);
  const asking = Array.from({ length: 5 }, () => chat.say(`/refund ${paid.chargeId}`));
  await Promise.all([...asking, ...Array.from({ length: 50 }, spend)]);
  await eventually(async () =>
    expect((await chat.plainAnswers()).filter((said) => /again|I'd need/.test(said))).toHaveLength(
      5,
    ),
  );
  const refunds = await booked("refund");
  const operations = await purse.settled();
  expect(operations.filter(({ kind }) => kind === "charge")).toHaveLength(50);
  expect(refunds.length).toBeLessThanOrEqual(1);
  expect(await purse.storedNanoUsd()).toBe(
    hundredNanoUsd - 50_000_000 - refunds.length * hundredNanoUsd,
  );
  const mayAsk = await purse.desk().authorize(purse.ask());
  expect(mayAsk.kind).toBe(refunds.length === 1 ? "refused" : "granted");
});

test("F49 figures that Claude says twice, at the begin and at the end of its answer, are charged once", async () => {
  const chat = await openChat();
  const text = "The tide waits for nobody, and neither do we. ".repeat(20);
  await chat.script([{ type: "text", text, deltaChars: 40 }], { times: 2 });
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  const [cost = 0] = await settledCosts(chat);
  const [request] = await chat.wholeRequests();
  const { port, apiKey } = inject("world").claude;
  // The same question whole: its answer tells its usage one time.
  const response = await fetch(`http://127.0.0.1:${port}/v1/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-api-key": apiKey,
      "anthropic-version": "2026-10-21",
    },
    body: JSON.stringify({ ...request?.body, stream: false }),
  });
  const answer = (await response.json()) as { usage: Record<string, number> };
  expect(answer).toMatchObject({ usage: {} });
  const [turn] = await query("select steps from turns where thread_id = $1", chat.threadId);
  const [step] = (turn?.steps ?? []) as { usage: Record<string, number> }[];
  const said = answer.usage;
  const { usage: charged = {} } = step ?? {};
  expect(charged.outputTokens).toBe(said.output_tokens);
  const sum = (...counts: (number | undefined)[]) => counts.reduce<number>((a, b = 0) => a + b, 0);
  expect(
    sum(
      charged.inputTokens,
      charged.cacheReadTokens,
      charged.cacheWrite5mTokens,
      charged.cacheWrite1hTokens,
    ),
  ).toBe(sum(said.input_tokens, said.cache_read_input_tokens, said.cache_creation_input_tokens));
  expect(cost).toBeGreaterThan(sum(said.output_tokens) * 10_000);
});

test("F86 somebody new who floods is stopped before Claude is asked, told once, and pays nothing for it", async () => {
  const chat = await openChat();
  const { ACCOUNT } = env as unknown as Env;
  const stub = ACCOUNT.get(ACCOUNT.idFromName(String(chat.userId)));
  const perHour = Number(moneyBindings.NEW_USER_TURNS_PER_HOUR);
  await runInDurableObject(stub, (_account, { storage }) => {
    for (let turn = 0; turn < perHour; turn += 1)
      storage.sql.exec("insert into begun (at) values (?)", Date.now() - 60_000);
  });
  for (let message = 1; message <= 5; message += 1) {
    await chat.say(`${chat.tag} flood ${message}`);
    expect(new Set(await outcomes(chat, message))).toEqual(new Set(["failed"]));
  }
  expect(await chat.requests()).toEqual([]);
  expect(await chat.answers()).toHaveLength(1);
  expect(await settledCosts(chat)).toEqual([]);
});
