/** What people wrote goes when its time is over; what was paid and used stays for ever. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { claimChore, leaveChore } from "../../../lib/store/chores.ts";
import { deleteOldContent } from "../../../lib/store/delete-old.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { noonMs, rowOfEachKind, thread } from "./outbox-rows.ts";

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

const dayMs = 24 * 60 * 60 * 1000;
const now = () => noonMs;
const content = ["messages", "message_edits", "sent_messages", "tool_calls", "user_files"];
const aging = [...content, "threads", "dead_letters"];
const kept = ["users", "chats", "turns", "balance_operations", "payments"];

/** One row in each table, from noon. */
async function fill(): Promise<void> {
  const rows = Object.values(rowOfEachKind).map((row, index) => ({ rowSeq: index + 1, row }));
  await applyJobs(db.store, [{ threadId: thread, rows }], now);
  const at = "timestamptz '2026-11-22 12:00:00Z'";
  await db.run(`insert into tool_calls (tool_use_id, thread_id, epoch, turn_id, attempt, step, user_id,
    tool, input, is_error, started_at, row_seq, schema_version)
    values ('call', 't', 1, 'turn-1', 1, 1, 42, 'echo', '{}', false, ${at}, 1, 1)`);
  await db.run(`insert into dead_letters (id, received_at, reason, job, replayed_at)
    values ('done', ${at}, 'r', '{}', ${at}), ('waits', ${at}, 'r', '{}', null)`);
  await db.run(`insert into balance_operations (key, user_id, ledger_seq, kind, amount_nano_usd,
    balance_after_nano_usd, note) values ('starter:42', 42, 1, 'starter', 1, 1, 'n') on conflict do nothing`);
  await db.run(`insert into payments (telegram_payment_charge_id, user_id, stars, credited_nano_usd,
    invoice_payload, paid_at) values ('c', 42, 1, 1, 'p', ${at}) on conflict do nothing`);
}

async function counts(tables: readonly string[]): Promise<unknown[]> {
  const rows = tables.map((table) => db.rows(`select count(*)::int as n from ${table}`));
  return (await Promise.all(rows)).map(([row]) => row?.n);
}

const deletion = { batchRows: 100, maxBatches: 10 };

test("nothing goes before its time; then all that people wrote goes, and nothing else", async () => {
  await fill();
  const before = await counts(kept);
  const early = await deleteOldContent(db.store, { ...deletion, beforeMs: noonMs - dayMs });
  expect(early).toEqual({ rows: 0, isComplete: true });
  const late = await deleteOldContent(db.store, { ...deletion, beforeMs: noonMs + dayMs });
  expect(late).toEqual({ rows: aging.length, isComplete: true });
  expect(await counts(content)).toEqual(content.map(() => 0));
  expect(await counts(kept)).toEqual(before);
  expect(before.every((n) => n === 1)).toBe(true);
  expect(await db.rows("select id from dead_letters")).toEqual([{ id: "waits" }]);
});

test("it goes in batches, and again and at once it changes nothing", async () => {
  await db.run(`insert into messages (thread_id, epoch, seq, role, blocks, telegram_message_ids, turn_id,
    created_at, row_seq, schema_version)
    select 't', 1, n, 'user', '[]', '{}', 'turn', to_timestamp(n), n, 1 from generate_series(1, 50) n`);
  const oldest = { beforeMs: 31_000, batchRows: 10, maxBatches: 2 };
  expect(await deleteOldContent(db.store, oldest)).toEqual({ rows: 20, isComplete: false });
  expect(await db.rows("select min(seq) as seq from messages")).toEqual([{ seq: 21 }]);
  const both = await Promise.all([
    deleteOldContent(db.store, { ...oldest, maxBatches: 9 }),
    deleteOldContent(db.store, { ...oldest, maxBatches: 9 }),
  ]);
  expect(both[0].rows + both[1].rows).toBe(10);
  expect(await db.rows("select min(seq) as seq, count(*)::int as n from messages")).toEqual([
    { seq: 31, n: 20 },
  ]);
});

test("a chore is done by one of all who come by, and again when it is due or was left", async () => {
  const claim = (nowMs: number) =>
    claimChore(db.store, { name: "retention", nowMs, untilMs: nowMs + dayMs });
  const first = await Promise.all([claim(noonMs), claim(noonMs), claim(noonMs)]);
  expect(first.filter(Boolean)).toHaveLength(1);
  expect(await claim(noonMs + dayMs - 1)).toBe(false);
  expect(await claim(noonMs + dayMs)).toBe(true);
  await leaveChore(db.store, { name: "retention", nowMs: noonMs + dayMs });
  expect(await claim(noonMs + dayMs)).toBe(true);
});
