/** What /balance shows: the last operations page by page, and what was spent since when. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TurnId } from "../../../lib/model/ids.ts";
import { readOperations, spendSince } from "../../../lib/store/read-operations.ts";
import { settleEntries } from "../../../lib/store/settle-entries.ts";
import { ada, bo, entry } from "./entries.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

test("operations come newest first, page by page, and only the user's own", async () => {
  const charge = { ...entry(ada, "turn-1:1:1", -30), turnId: "turn-1" as TurnId };
  await settleEntries(db.store, [entry(ada, "topup:1", 100), charge, entry(ada, "t:2", -5)]);
  await settleEntries(db.store, [entry(bo, "topup:2", 9)]);
  const [newest, second] = await readOperations(db.store, ada, { limit: 2 });
  expect(newest).toMatchObject({ key: "t:2", ledgerSeq: 3, balanceAfterNanoUsd: 65 });
  expect(second).toEqual({
    ...charge,
    ledgerSeq: 2,
    balanceAfterNanoUsd: 70,
    atMs: expect.any(Number),
  });
  const older = await readOperations(db.store, ada, { limit: 2, beforeSeq: 2 });
  expect(older.map(({ key }) => key)).toEqual(["topup:1"]);
});

test("spending is the sum of charges since each instant; credits and refunds are none", async () => {
  await settleEntries(db.store, [
    entry(ada, "topup:1", 1_000_000),
    entry(ada, "a", -100),
    entry(ada, "b", -20),
    entry(bo, "c", -3),
    { ...entry(ada, "refund:1", -9000), kind: "refund" },
  ]);
  const nowMs = Date.now();
  expect(await spendSince(db.store, ada, [nowMs + 60_000, nowMs - 60_000, 0])).toEqual([
    0, 120, 120,
  ]);
  const [first] = await db.rows("select created_at from balance_operations where key = 'b'");
  const bookedAtMs = Math.floor(Date.parse(String(first?.created_at)));
  const since = await spendSince(db.store, ada, [bookedAtMs + 1]);
  expect(since).toEqual([0]);
  expect(await spendSince(db.store, bo, [0])).toEqual([3]);
  expect(await spendSince(db.store, bo, [])).toEqual([]);
});
