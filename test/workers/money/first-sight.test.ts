/** Money for somebody whose account nobody has looked at yet: the starter balance is given first, and counted. */
import { expect, test } from "vitest";
import { eventually, openChat, post } from "../chat.ts";
import { query } from "../stores.ts";
import { openOperatorsChat } from "./operators.ts";
import { openPurse, starterNanoUsd } from "./purse.ts";
import { tillOf } from "./till.ts";

const operators = await openOperatorsChat();

test("the receipt of a first payment tells all there is", async () => {
  const chat = await openChat();
  const { payloadOf, pays, telling, purse } = tillOf(chat);
  const paid = await pays(await payloadOf(100), 100);
  expect((await post(telling(paid))).status).toBe(200);
  await eventually(async () =>
    expect(await chat.plainAnswers()).toContainEqual(
      expect.stringMatching(new RegExp(`Your balance: \\$20\\.845\\n\\n.*${paid.chargeId}`)),
    ),
  );
  const operations = await purse.settled();
  expect(operations.map(({ kind, amountNanoUsd }) => [kind, amountNanoUsd])).toEqual([
    ["starter", starterNanoUsd],
    ["payment", 845_000_000],
  ]);
});

test("so does the word on a top-up, also one that takes away", async () => {
  const purse = openPurse();
  await query("insert into users (id) values ($1)", purse.userId);
  await operators.say(`/topup ${purse.userId} -1.5`);
  await eventually(async () =>
    expect(await operators.plainAnswers()).toContainEqual(
      expect.stringContaining(`Booked -1.50 for ${purse.userId}. Balance now: 18.50`),
    ),
  );
  const operations = await purse.settled();
  expect(operations.map(({ kind }) => kind)).toEqual(["starter", "topup"]);
});

test("so does /balance, with what one began with among the last operations", async () => {
  const chat = await openChat();
  const { hears } = tillOf(chat);
  const said = await hears("/balance");
  expect(said).toContain("Your balance: $20.00");
  expect(said).toMatch(/👋 to begin with · \+\$20\.00/);
});
