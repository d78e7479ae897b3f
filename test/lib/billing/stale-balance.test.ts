/** A balance that is no longer true, by a clock in hand: how long it may decide, and what puts it right. */
import { beforeEach, expect, test } from "vitest";
import { Account } from "../../../lib/billing/account.ts";
import type { AccountPorts, BalanceAt } from "../../../lib/billing/account-ports.ts";
import { chargeEntry } from "../../../lib/billing/ledger-entries.ts";
import { openAccountJournal } from "../../../lib/journal/account/account-journal.ts";
import type { ThreadId, TurnId, UserId } from "../../../lib/model/ids.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { settled } from "../../support/hand-clock.ts";
import { noonMs } from "../../support/inbounds.ts";
import { openNodeSql } from "../../support/node-journal.ts";

const userId = 42 as UserId;
const minuteMs = 60_000;

/** What each of them would say; null where it does not know, "away" where it does not answer. */
let postgres: BalanceAt | "away";
let redis: BalanceAt | null;
let asked: { postgres: number; redis: number };
let nowMs: number;
let account: Account;

const at = (balance: number, ledgerSeq: number): BalanceAt => ({
  balanceNanoUsd: nanoUsd(balance),
  ledgerSeq,
});

beforeEach(() => {
  postgres = at(10, 2);
  redis = null;
  asked = { postgres: 0, redis: 0 };
  nowMs = noonMs;
  const { sql, transact } = openNodeSql();
  const ports: AccountPorts = {
    clock: { now: () => nowMs, sleep: () => new Promise(() => {}) },
    log: createLog({ out: () => undefined, err: () => undefined }),
    rules: {
      starterNanoUsd: nanoUsd(0),
      turnsAtOnce: 5,
      newUserTurnsPerHour: 1000,
      dailyLimitNanoUsd: null,
      dailyCapNanoUsd: null,
      turnLeaseMs: minuteMs,
      settleAfterMs: 1000,
      staleAfterMs: minuteMs,
    },
    setAlarm: () => {},
    inBackground: (work) => void work,
    async readBalance() {
      asked.postgres += 1;
      if (postgres === "away") throw new Error("Postgres is away");
      return postgres;
    },
    async cachedBalance() {
      asked.redis += 1;
      return redis;
    },
    async cacheBalance(_userId, balance) {
      redis = balance;
    },
    async settle(entries) {
      if (postgres === "away") throw new Error("Postgres is away");
      const { balanceNanoUsd: balanceAfterNanoUsd, ledgerSeq } = postgres;
      const told = { applied: true, balanceAfterNanoUsd, ledgerSeq };
      return entries.map(({ key }) => ({ key, ...told }));
    },
    reportSpending: async () => false,
  };
  account = new Account(openAccountJournal(sql, transact), ports);
});

/** What a turn hears; what is looked up beside it has ended then. */
async function ask(): Promise<string> {
  const answer = await account.authorize({
    userId,
    threadId: "42:0:42" as ThreadId,
    owed: [],
  });
  await settled();
  return answer.kind;
}

/** What a turn leaves behind: settling it tells the balance. */
async function charge(): Promise<void> {
  const step = { userId, turnId: "turn" as TurnId, attempt: 1, step: 1 };
  await account.charge([chargeEntry(step, nanoUsd(1), "")]);
  await account.wake();
}

test("an old balance is looked up again only where a turn is refused for it; one that begins hears it with its charge", async () => {
  expect(await ask()).toBe("granted");
  // Moved by another hand: the account is not told.
  postgres = at(-5, 3);
  nowMs += minuteMs + 1;
  expect(await ask()).toBe("granted");
  expect(asked.postgres).toBe(1);
  await charge();
  expect(await ask()).toBe("refused");
  expect(asked.postgres).toBe(1);
  postgres = at(1, 4);
  nowMs += minuteMs;
  expect(await ask()).toBe("refused");
  nowMs += 1;
  await ask();
  expect(await ask()).toBe("granted");
});

test("what Redis has said decides until Postgres has answered, however new it is, and Redis is told", async () => {
  redis = at(7, 1);
  postgres = at(0, 2);
  expect(await ask()).toBe("granted");
  expect(await ask()).toBe("refused");
  expect(asked).toEqual({ postgres: 1, redis: 1 });
  expect(redis).toEqual(at(0, 2));
});

test("a Redis that comes back with the balance of yesterday is not asked by who knows better", async () => {
  redis = at(7, 1);
  postgres = at(0, 2);
  await ask();
  redis = at(1_000, 1);
  for (let minute = 0; minute < 3; minute += 1) {
    nowMs += minuteMs + 1;
    expect(await ask()).toBe("refused");
  }
  expect(asked.redis).toBe(1);
  expect(redis).toEqual(at(0, 2));
});

test("while Postgres is away what Redis said goes on deciding, until the first charge it takes puts it right", async () => {
  redis = at(7, 1);
  postgres = "away";
  expect(await ask()).toBe("granted");
  expect(await ask()).toBe("granted");
  await charge();
  expect(asked).toEqual({ postgres: 1, redis: 1 });
  expect(await ask()).toBe("granted");
  postgres = at(0, 2);
  await account.wake();
  expect(await ask()).toBe("refused");
});

test("an older count of the ledger never wins over a newer one that Postgres has said", async () => {
  postgres = at(0, 5);
  expect(await ask()).toBe("refused");
  // A reading that was overtaken.
  postgres = at(1_000, 4);
  nowMs += minuteMs + 1;
  await ask();
  expect(await ask()).toBe("refused");
  expect(redis).toEqual(at(0, 5));
  postgres = at(3, 6);
  await ask();
  expect(await ask()).toBe("granted");
});

test("a count that only Redis knows, as of a ledger that was restored, wins nothing over Postgres", async () => {
  redis = at(1_000, 99);
  postgres = at(0, 5);
  expect(await ask()).toBe("granted");
  expect(await ask()).toBe("refused");
  expect(redis).toEqual(at(0, 5));
});
