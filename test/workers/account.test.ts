/** A user's account inside workerd: what may begin, what is charged, what Postgres says in the end. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { accountOf } from "../../functions/account-of.ts";
import type { Env } from "../../functions/env.ts";
import type { ThreadId, TurnId, UserId } from "../../lib/model/ids.ts";
import type { LedgerEntry } from "../../lib/model/ledger-entry.ts";
import { nanoUsd } from "../../lib/model/money.ts";
import { eventually } from "./chat.ts";
import { query } from "./stores.ts";

const starterNanoUsd = 100_000_000;
let nextUserId = 5_000_000_000 + Math.floor(Math.random() * 1e9);

function openAccount() {
  const userId = ++nextUserId as UserId;
  return {
    userId,
    desk: accountOf(env as unknown as Env, userId),
    ask: (topic = 0) => ({
      userId,
      threadId: `${userId}:${topic}:${userId}` as ThreadId,
      owed: [],
    }),
    charge: (key: string, costNanoUsd: number): LedgerEntry => ({
      key: `${userId}:${key}`,
      userId,
      kind: "charge",
      amountNanoUsd: nanoUsd(-costNanoUsd),
      turnId: `turn-${userId}` as TurnId,
      note: "",
    }),
    ledger: () =>
      query(
        "select kind, amount_nano_usd as amount from balance_operations where user_id = $1 order by ledger_seq",
        userId,
      ),
    stored: () => query("select balance_nano_usd as balance from users where id = $1", userId),
  };
}

test.concurrent("a new user begins with the starter balance, once", async () => {
  const { desk, ask, ledger } = openAccount();
  expect(await desk.authorize(ask())).toEqual({ kind: "granted", grant: { ticket: 1 } });
  expect(await desk.authorize(ask())).toEqual({ kind: "granted", grant: { ticket: 2 } });
  expect(await ledger()).toEqual([{ kind: "starter", amount: String(starterNanoUsd) }]);
});

test.concurrent("a charge counts at once, and is in the ledger a moment later", async () => {
  const { desk, ask, charge, stored, userId } = openAccount();
  await desk.authorize(ask());
  await desk.charge([charge("1:1", 30_000_000)]);
  await desk.charge([charge("1:2", 80_000_001)]);
  expect(await desk.authorize(ask())).toMatchObject({
    kind: "refused",
    reason: "insufficient_balance",
    balanceNanoUsd: -10_000_001,
  });
  await eventually(async () => expect(await stored()).toEqual([{ balance: "-10000001" }]));
  expect(await desk.balance(userId)).toEqual({
    balanceNanoUsd: -10_000_001,
    ledgerSeq: 3,
    unsettledNanoUsd: 0,
    heldNanoUsd: 0,
    lastTurnCostNanoUsd: 110_000_001,
  });
});

test.concurrent("money that comes in is in the ledger before anybody is told", async () => {
  const { desk, ask, charge, ledger, userId } = openAccount();
  await desk.authorize(ask());
  await desk.charge([charge("1:1", starterNanoUsd)]);
  const topup = { ...charge("topup", -7), kind: "topup", turnId: null } as const;
  const settled = await desk.credit(topup);
  expect(settled).toMatchObject({ applied: true });
  expect(await ledger()).toContainEqual({ kind: "topup", amount: "7" });
  expect(await desk.credit(topup)).toMatchObject({ applied: false });
  expect(await desk.authorize(ask())).toMatchObject({ kind: "granted" });
  expect(await desk.balance(userId)).toMatchObject({ balanceNanoUsd: 7 });
});
