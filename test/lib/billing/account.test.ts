/** An account by a clock in hand: limits by the hour and the day, places of the dead, and its pace while Postgres is away. */
import { beforeEach, expect, test } from "vitest";
import { Account } from "../../../lib/billing/account.ts";
import type { AccountPorts, AccountRules, BalanceAt } from "../../../lib/billing/account-ports.ts";
import { countSpending } from "../../../lib/billing/count-spending.ts";
import {
  type AccountJournal,
  openAccountJournal,
} from "../../../lib/journal/account/account-journal.ts";
import type { ThreadId, TurnId, UserId } from "../../../lib/model/ids.ts";
import type { LedgerEntry, Settled } from "../../../lib/model/ledger-entry.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { noonMs } from "../../support/inbounds.ts";
import { openNodeSql } from "../../support/node-journal.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const userId = 42 as UserId;
const rules: AccountRules = {
  starterNanoUsd: nanoUsd(1_000),
  turnsAtOnce: 2,
  newUserTurnsPerHour: 3,
  dailyLimitNanoUsd: nanoUsd(400),
  dailyCapNanoUsd: nanoUsd(500),
  turnLeaseMs: 16 * minuteMs,
  settleAfterMs: 1000,
  staleAfterMs: minuteMs,
};

/** A ledger for one user; null where it is away. */
let ledger: Map<string, LedgerEntry> | null;
let nowMs: number;
let alarms: (number | null)[];
let all: AccountJournal;
let alerts: number;
/** What Postgres tells where somebody else has moved the balance, and how often it was asked. */
let movedElsewhere: BalanceAt | null;
let lookUps: number;
let background: Promise<void>[];
let account: Account;

function openBooks(): AccountJournal {
  const { sql, transact } = openNodeSql();
  return openAccountJournal(sql, transact);
}

function settle(entries: readonly LedgerEntry[]): Settled[] {
  const known = ledger;
  if (!known) throw new Error("Postgres is away");
  const applied = entries.map((entry) => !known.has(entry.key));
  for (const entry of entries) if (!known.has(entry.key)) known.set(entry.key, entry);
  const sum = [...known.values()].reduce((total, entry) => total + entry.amountNanoUsd, 0);
  return entries.map(({ key }, index) => ({
    key,
    applied: applied[index] ?? false,
    balanceAfterNanoUsd: nanoUsd(sum),
    ledgerSeq: known.size,
  }));
}

beforeEach(() => {
  ledger = new Map();
  nowMs = noonMs;
  alarms = [];
  all = openBooks();
  alerts = 0;
  movedElsewhere = null;
  lookUps = 0;
  background = [];
  const ports: AccountPorts = {
    clock: { now: () => nowMs, sleep: () => new Promise(() => {}) },
    log: createLog({ out: () => undefined, err: () => undefined }),
    rules,
    setAlarm: (atMs) => alarms.push(atMs),
    inBackground: (work) => background.push(work),
    settle: async (entries) => settle(entries),
    async readBalance() {
      lookUps += 1;
      return movedElsewhere;
    },
    cachedBalance: async () => null,
    cacheBalance: async () => {},
    async reportSpending(spent) {
      const counted = countSpending(all, spent, nanoUsd(500));
      if (counted.isNews) alerts += 1;
      return counted.isReached;
    },
  };
  account = new Account(openBooks(), ports);
});

const ask = (thread: number) =>
  account.authorize({ userId, threadId: `${thread}:0:42` as ThreadId, owed: [] });

async function turn(thread: number): Promise<void> {
  const answer = await ask(thread);
  if (answer.kind !== "granted") throw new Error(answer.kind);
  await account.release(answer.grant.ticket);
}

const charge = (key: string, cost: number): LedgerEntry => ({
  key,
  userId,
  kind: "charge",
  amountNanoUsd: nanoUsd(-cost),
  turnId: "turn-1" as TurnId,
  note: "",
});

test("a new user has so many turns an hour, and hears when the next may come; who has paid has no such limit", async () => {
  for (const minute of [0, 10, 20]) {
    nowMs = noonMs + minute * minuteMs;
    await turn(1);
  }
  const refused = { kind: "refused", reason: "too_many_turns" };
  expect(await ask(1)).toMatchObject({ ...refused, retryAfterMs: 40 * minuteMs });
  nowMs = noonMs + hourMs;
  await turn(1);
  expect(await ask(1)).toMatchObject(refused);
  await account.credit({ ...charge("stars", -50), kind: "payment", turnId: null });
  await turn(1);
});

test("the balance told behind a payment counts the charge that the ledger has yet to hear of", async () => {
  const before = await account.credit({ ...charge("stars", -50), kind: "payment", turnId: null });
  await account.charge([charge("step", 30)]);
  expect(ledger?.has("step")).toBe(false);
  const told = await account.credit({ ...charge("more", -10), kind: "payment", turnId: null });
  expect(told).toBe(before - 30 + 10);
});

test("a turn that died without a word gives its place back when its time is over", async () => {
  await ask(1);
  await ask(2);
  expect(await ask(3)).toMatchObject({ kind: "busy" });
  // The same thread again is no further turn.
  expect(await ask(2)).toMatchObject({ kind: "granted" });
  nowMs += rules.turnLeaseMs;
  await account.credit({ ...charge("stars", -50), kind: "payment", turnId: null });
  expect(await ask(3)).toMatchObject({ kind: "granted" });
});

test("F50 what a turn that died had set aside for its tools is free again when its time is over", async () => {
  const admit = async (thread: number) => {
    const answer = await ask(thread);
    if (answer.kind !== "granted") throw new Error(answer.kind);
    const { ticket } = answer.grant;
    const hold = { ticket, key: `tool-${thread}`, estimateNanoUsd: nanoUsd(1_000), owed: [] };
    return account.admit(hold);
  };
  expect(await admit(1)).toEqual({ kind: "admitted" });
  expect(await admit(2)).toMatchObject({ reason: "insufficient_balance" });
  nowMs += rules.turnLeaseMs;
  expect(await admit(3)).toEqual({ kind: "admitted" });
  expect(await account.balance(userId)).toMatchObject({ heldNanoUsd: 1_000 });
});

test("Postgres away: asked again after a second, then ever more rarely, but every five minutes", async () => {
  await turn(1);
  ledger = null;
  await account.charge([charge("turn-1:1:1", 10)]);
  expect(alarms).toEqual([nowMs + rules.settleAfterMs]);
  const waits: number[] = [];
  for (let tries = 0; tries < 12; tries += 1) {
    await account.wake();
    const nextMs = alarms.at(-1) ?? 0;
    waits.push(nextMs - nowMs);
    nowMs = nextMs;
    // What comes meanwhile does not hurry it.
    await account.charge([charge(`turn-1:1:${tries + 2}`, 10)]);
    expect(alarms.at(-1)).toBe(nextMs);
  }
  expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
  expect(Math.max(...waits)).toBe(5 * minuteMs);
  ledger = new Map();
  await account.wake();
  expect([...ledger.keys()]).toHaveLength(13);
  expect(alarms.at(-1)).toBeNull();
  expect(await account.balance(userId)).toMatchObject({ unsettledNanoUsd: 0 });
});

test("after any pause who has money asks Postgres nothing; who has none is refused once, and heard when it is there", async () => {
  await turn(1);
  nowMs += hourMs;
  await turn(1);
  expect(lookUps).toBe(0);

  await account.credit({ ...charge("refund:x", 1_000), kind: "refund", turnId: null });
  movedElsewhere = { balanceNanoUsd: nanoUsd(5), ledgerSeq: 3 };
  expect(await ask(1)).toMatchObject({ reason: "insufficient_balance" });
  // Told a moment ago: not asked again.
  expect(lookUps).toBe(0);
  nowMs += rules.staleAfterMs + 1;
  expect(await ask(1)).toMatchObject({ reason: "insufficient_balance" });
  await Promise.all(background);
  expect(lookUps).toBe(1);
  expect(await ask(1)).toMatchObject({ kind: "granted" });
});

test("who has spent what one may on a day waits until midnight, settled or not", async () => {
  await turn(1);
  await account.charge([charge("turn-1:1:1", 399)]);
  await account.wake();
  await turn(1);
  await account.charge([charge("turn-1:1:2", 1)]);
  expect(await ask(1)).toMatchObject({ reason: "daily_limit", retryAfterMs: 12 * hourMs });
  nowMs += 12 * hourMs;
  expect(await ask(1)).toMatchObject({ kind: "granted" });
});

test("what all have spent on a day ends everybody's turns until midnight, and the operators hear of it once", async () => {
  const day = Math.floor(noonMs / (24 * hourMs));
  countSpending(all, { day, userId: 7 as UserId, amountNanoUsd: nanoUsd(300) }, nanoUsd(500));
  await turn(1);
  await account.charge([charge("turn-1:1:1", 199)]);
  await account.wake();
  await turn(1);
  await account.charge([charge("turn-1:1:2", 1)]);
  await account.wake();
  await account.charge([charge("turn-1:1:3", 1)]);
  await account.wake();
  expect(await ask(1)).toMatchObject({ reason: "daily_cap", retryAfterMs: 12 * hourMs });
  expect(alerts).toBe(1);
  nowMs += 12 * hourMs;
  expect(await ask(1)).toMatchObject({ kind: "granted" });
});

test("a refund sets its amount aside: it cannot be spent meanwhile, and is there again where nothing came of it", async () => {
  await turn(1);
  expect(await account.setAside(userId, "refund:x", nanoUsd(1_001))).toEqual({
    reason: "insufficient_balance",
  });
  expect(await account.setAside(userId, "refund:x", nanoUsd(1_000))).toEqual({ kind: "held" });
  expect(await account.setAside(userId, "refund:x", nanoUsd(1_000))).toEqual({ kind: "held" });
  expect(await account.setAside(userId, "refund:y", nanoUsd(1))).toMatchObject({
    reason: "insufficient_balance",
  });
  expect(await ask(1)).toMatchObject({ reason: "insufficient_balance" });
  await account.drop("refund:x");
  expect(await ask(1)).toMatchObject({ kind: "granted" });
});
