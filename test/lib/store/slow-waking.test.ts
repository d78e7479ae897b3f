/** A database that wakes up slowly, as Neon does (F60): what waits for it is done once, and nothing fails for its sake. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { openStore } from "../../../lib/store/open-store.ts";
import { readMessages } from "../../../lib/store/read-messages.ts";
import { settleEntries } from "../../../lib/store/settle-entries.ts";
import { ada, entry } from "./entries.ts";
import { contentsOf, conversation, jobOf } from "./flush-jobs.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { messageRow, noonMs, thread } from "./outbox-rows.ts";

/** Neon's own word for a cold start is "a few hundred milliseconds"; this is the slowest that was heard of. */
const slowestWakeMs = 3000;
const now = () => noonMs;

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

const starter = entry(ada, "starter:11", 1_000);
const charge = entry(ada, "t:1:1", -250);
const ledger = () =>
  db.rows(
    "select key, balance_after_nano_usd as after from balance_operations order by ledger_seq",
  );
const inLedger = [
  { key: starter.key, after: 1_000 },
  { key: charge.key, after: 750 },
];
const range = { threadId: thread, epoch: 1, fromSeq: 1, toSeq: 9 };

test("who asks while it wakes gets an answer by the limits of every day: flush, settlement and history at once", async () => {
  await applyJobs(db.store, [jobOf([messageRow(1, "before it slept")])], now);
  db.postgres.suspend();
  const asked = Promise.all([
    applyJobs(db.store, [jobOf([messageRow(2, "meanwhile")], 2)], now),
    settleEntries(db.store, [starter, charge]),
    readMessages(db.store, { ...range, toSeq: 1 }),
  ]);
  await sleep(slowestWakeMs);
  db.postgres.wake();

  const [flushed, settled, history] = await asked;
  expect(flushed).toEqual({ appliedRows: 1, buried: [] });
  expect(settled.map(({ applied }) => applied)).toEqual([true, true]);
  expect(history.map(({ blocks }) => blocks)).toEqual([
    [{ type: "text", text: "before it slept" }],
  ]);
  expect(await readMessages(db.store, range)).toHaveLength(2);
  expect(await ledger()).toEqual(inLedger);
});

test("given up while it woke and asked again, what Postgres had begun for nobody is there once", async () => {
  await applyJobs(db.store, [jobOf(conversation)], now);
  await settleEntries(db.store, [starter, charge]);
  const expected = await contentsOf(db);
  await db.empty();

  const hasty = openStore({ ...db.postgres, requestTimeoutMs: 200 });
  db.postgres.suspend();
  const flushed = applyJobs(hasty, [jobOf(conversation)], now);
  const settled = settleEntries(hasty, [starter, charge]);
  const away = { code: "store_unavailable", retry: { kind: "later" } };
  await expect(flushed).rejects.toMatchObject(away);
  await expect(settled).rejects.toMatchObject(away);
  db.postgres.wake();

  await applyJobs(db.store, [jobOf(conversation)], now);
  const [, again] = await settleEntries(db.store, [starter, charge]);
  expect(again).toMatchObject({ balanceAfterNanoUsd: 750, ledgerSeq: 2 });
  expect(await contentsOf(db)).toEqual(expected);
  expect(await ledger()).toEqual(inLedger);
});
