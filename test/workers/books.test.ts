/** Cron looks at the books where money has moved, tells the operators what is wrong, and otherwise lets Postgres sleep. */
import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test } from "vitest";
import { accountOf } from "../../functions/account-of.ts";
import { markMoneyMoved } from "../../functions/check-books.ts";
import { servicesOf } from "../../functions/compose.ts";
import type { Env } from "../../functions/env.ts";
import { sweep } from "../../functions/scheduled.ts";
import type { ThreadId, UserId } from "../../lib/model/ids.ts";
import { settleEntries } from "../../lib/store/settle-entries.ts";
import { entry } from "../lib/store/entries.ts";
import { operatorId } from "../support/workers-world.ts";
import { eventually, openChat, sim } from "./chat.ts";
import { pause, query, resume } from "./stores.ts";

const bindings = env as unknown as Env;
const { store } = servicesOf(bindings);
const hourMs = 60 * 60_000;

afterEach(() => resume("postgres"));

type Calls = { calls: { method: string; params: Record<string, unknown> }[] };

async function toldOperator(): Promise<string[]> {
  const { calls } = await sim<Calls>("telegram", "GET", "/sim/calls");
  const own = calls.filter(({ params }) => Number(params.chat_id) === operatorId);
  return own.map(({ params }) => String(params.text));
}

const tick = () => sweep(createScheduledController(), bindings);
const marks = async () =>
  (await bindings.FILES.list({ prefix: "ledger/moved/" })).objects.map(({ key }) => key);

const topUp = (userId: number) =>
  settleEntries(store, [entry(userId as UserId, `topup:${userId}`, 5)]);

test("an account whose money moves marks the hour", async () => {
  expect(await marks()).toEqual([]);
  const userId = 6_000_000_001 as UserId;
  const asking = { userId, threadId: `${userId}:0:${userId}` as ThreadId, owed: [] };
  await accountOf(bindings, userId).authorize(asking);
  await eventually(async () => expect(await marks()).toHaveLength(1));
});

test("an hour in which money moved is looked at once it is over, and again where Postgres was away", async () => {
  const { userId } = await openChat();
  await topUp(userId);
  const before = (await toldOperator()).length;
  await markMoneyMoved(bindings, Date.now());
  const thisHour = await marks();
  await tick();
  expect(await marks(), "not over yet").toEqual(thisHour);

  await markMoneyMoved(bindings, Date.now() - 2 * hourMs);
  await pause("postgres");
  await tick();
  expect(await marks()).toHaveLength(2);
  await resume("postgres");
  await tick();
  expect(await marks()).toEqual(thisHour);
  expect((await toldOperator()).slice(before)).toEqual([]);
});

test("books that do not add up are told to the operators", async () => {
  const { userId } = await openChat();
  await topUp(userId);
  const before = (await toldOperator()).length;
  await query("update users set balance_nano_usd = 6 where id = $1", userId);
  await markMoneyMoved(bindings, Date.now() - 3 * hourMs);
  await tick();
  await query("update users set balance_nano_usd = 5 where id = $1", userId);
  expect((await toldOperator()).slice(before)).toEqual([
    expect.stringContaining(`User ${userId}: balance is not the sum (balance 6, sum 5)`),
  ]);
});

test("payments that Telegram never heard of are told to the operators, once a day", async () => {
  const { tag } = await openChat();
  await query(
    `insert into payments (telegram_payment_charge_id, user_id, stars, credited_nano_usd,
      invoice_payload, paid_at) values ($1, 77, 10, 65000000, '', now() - interval '1 hour')`,
    `stx-${tag}`,
  );
  await bindings.FILES.put("ledger/stars", "0 -1");
  const before = (await toldOperator()).length;
  await tick();
  await tick();
  await query("delete from payments where user_id = 77");
  expect((await toldOperator()).slice(before)).toEqual([
    expect.stringContaining(`unknown to telegram: 10 Stars of user 77, stx-${tag}`),
  ]);
  expect(await (await bindings.FILES.get("ledger/stars"))?.text()).toMatch(/^[1-9]\d* -1$/);
});
