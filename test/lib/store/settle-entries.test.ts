/** The ledger's one statement: each key once, the balance always the sum, whoever writes at the same time. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TurnId, UserId } from "../../../lib/model/ids.ts";
import { readBalance } from "../../../lib/store/read-balance.ts";
import { settleEntries } from "../../../lib/store/settle-entries.ts";
import { seededRandom, shuffled } from "../seeded-random.ts";
import { ada, bo, entry } from "./entries.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";

let db: MigratedStore;
let requests = 0;
beforeAll(async () => {
  db = await startMigratedStore(() => {
    requests += 1;
  });
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

const ledger = () =>
  db.rows(`select user_id, ledger_seq as seq, key, amount_nano_usd as amount,
    balance_after_nano_usd as after from balance_operations order by user_id, ledger_seq`);

test("entries of one user go into the ledger in order, with the balance behind each", async () => {
  const before = requests;
  const settled = await settleEntries(db.store, [
    entry(ada, "topup:1", 1_000_000_001),
    entry(ada, "t:1:1", -250),
    entry(ada, "t:1:2", 0),
    entry(ada, "t:1:3", -2_000_000_000),
  ]);
  expect(requests - before).toBe(1);
  expect(await ledger()).toEqual([
    { user_id: ada, seq: 1, key: "topup:1", amount: 1_000_000_001, after: 1_000_000_001 },
    { user_id: ada, seq: 2, key: "t:1:1", amount: -250, after: 999_999_751 },
    { user_id: ada, seq: 3, key: "t:1:2", amount: 0, after: 999_999_751 },
    { user_id: ada, seq: 4, key: "t:1:3", amount: -2_000_000_000, after: -1_000_000_249 },
  ]);
  const now = { applied: true, balanceAfterNanoUsd: -1_000_000_249, ledgerSeq: 4 };
  expect(settled).toEqual(["topup:1", "t:1:1", "t:1:2", "t:1:3"].map((key) => ({ key, ...now })));
});

test("what the ledger keeps: kind, turn, note and time", async () => {
  const charge = {
    ...entry(ada, "turn-7:1:2", -5),
    turnId: "turn-7" as TurnId,
    note: "a\u0000 · b",
  };
  await settleEntries(db.store, [charge]);
  const kept = `select kind, turn_id, note, created_at <= now() and created_at > now() - interval '1 minute'
    as is_recent from balance_operations`;
  expect(await db.rows(kept)).toEqual([
    { kind: "charge", turn_id: "turn-7", note: "a · b", is_recent: true },
  ]);
});

test("what is repeated changes nothing and is told the balance as it is now", async () => {
  await settleEntries(db.store, [entry(ada, "a", 100), entry(ada, "b", -30)]);
  await settleEntries(db.store, [entry(ada, "c", -1)]);
  const again = await settleEntries(db.store, [entry(ada, "a", 100), entry(ada, "d", -9)]);
  expect(again).toEqual([
    { key: "a", applied: false, balanceAfterNanoUsd: 60, ledgerSeq: 4 },
    { key: "d", applied: true, balanceAfterNanoUsd: 60, ledgerSeq: 4 },
  ]);
  expect(await settleEntries(db.store, [entry(ada, "b", -30)])).toMatchObject([
    { applied: false, balanceAfterNanoUsd: 60, ledgerSeq: 4 },
  ]);
  expect(await ledger()).toHaveLength(4);
});

test("a key that comes with another amount or user: the first stays, and the caller hears of it", async () => {
  await settleEntries(db.store, [entry(ada, "a", 100)]);
  const settled = await settleEntries(db.store, [
    entry(ada, "a", 200),
    entry(bo, "a", 100),
    entry(bo, "b", 1),
    entry(bo, "b", 2),
  ]);
  const adas = { applied: false, conflict: { userId: ada, amountNanoUsd: 100 } };
  expect(settled).toEqual([
    { key: "a", ...adas, balanceAfterNanoUsd: 100, ledgerSeq: 1 },
    { key: "a", ...adas, balanceAfterNanoUsd: 1, ledgerSeq: 1 },
    { key: "b", applied: true, balanceAfterNanoUsd: 1, ledgerSeq: 1 },
    {
      key: "b",
      applied: false,
      balanceAfterNanoUsd: 1,
      ledgerSeq: 1,
      conflict: { userId: bo, amountNanoUsd: 1 },
    },
  ]);
});

test("money arrives before the name, and the name leaves it alone", async () => {
  expect(await readBalance(db.store, ada)).toBeNull();
  await settleEntries(db.store, [entry(ada, "a", 7)]);
  await db.run("update users set first_name = 'Ada'");
  expect(await readBalance(db.store, ada)).toEqual({
    balanceNanoUsd: 7,
    ledgerSeq: 1,
    heldNanoUsd: 0,
  });
  expect(await settleEntries(db.store, [])).toEqual([]);
});

test("an entry of the wrong sign is refused, and nothing of its statement stays", async () => {
  const wrong = { ...entry(ada, "b", 5), kind: "charge" as const };
  await expect(settleEntries(db.store, [entry(ada, "a", 1), wrong])).rejects.toMatchObject({
    code: "store_rejected",
  });
  expect(await ledger()).toEqual([]);
  expect(await readBalance(db.store, ada)).toBeNull();
});

test("twenty writers at once, same users and same keys: each key once, every row exact", async () => {
  const users = [ada, bo, 13 as UserId];
  const entries = Array.from({ length: 120 }, (_, index) =>
    entry(users[index % 3] ?? ada, `k${index}`, index % 4 === 0 ? 1000 + index : -index),
  );
  const writers = Array.from({ length: 20 }, async (_, writer) => {
    const own = shuffled(entries, seededRandom(writer));
    const applied: string[] = [];
    for (let start = 0; start < own.length; start += 7) {
      const settled = await settleEntries(db.store, own.slice(start, start + 7));
      applied.push(...settled.filter((each) => each.applied).map((each) => each.key));
    }
    return applied;
  });
  const applied = (await Promise.all(writers)).flat();
  expect(applied.sort()).toEqual(entries.map(({ key }) => key).sort());
  for (const user of users) {
    const own = (await ledger()).filter((row) => row.user_id === user);
    let balance = 0;
    for (const [index, { seq, amount, after }] of own.entries()) {
      balance += Number(amount);
      expect({ seq, after }).toEqual({ seq: index + 1, after: balance });
    }
    expect(own).toHaveLength(40);
    expect(await readBalance(db.store, user)).toMatchObject({
      balanceNanoUsd: balance,
      ledgerSeq: 40,
    });
  }
});

test("with Postgres away it says so, and the same entries again count once", async () => {
  await db.postgres.pause();
  await expect(settleEntries(db.store, [entry(ada, "a", 1)])).rejects.toMatchObject({
    code: "store_unavailable",
  });
  await db.postgres.resume();
  await settleEntries(db.store, [entry(ada, "a", 1)]);
  expect(await settleEntries(db.store, [entry(ada, "a", 1)])).toMatchObject([
    { applied: false, balanceAfterNanoUsd: 1 },
  ]);
});
