/** Flush jobs → Postgres, however often and in whatever order they come. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ThreadId } from "../../../lib/model/ids.ts";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { readMessages } from "../../../lib/store/read-messages.ts";
import { seededRandom, shuffled } from "../seeded-random.ts";
import { contentsOf, conversation, jobOf } from "./flush-jobs.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { messageRow, noonMs, thread, turnRow, userFileRow, userRow } from "./outbox-rows.ts";

let db: MigratedStore;
let requests = 0;
const now = () => noonMs;

beforeAll(async () => {
  db = await startMigratedStore(() => {
    requests += 1;
  });
});
afterAll(() => db.postgres.stop());
beforeEach(async () => {
  await db.empty();
  requests = 0;
});

describe("a flush job", () => {
  test("puts every kind of row into its table, in one request", async () => {
    const result = await applyJobs(db.store, [jobOf(conversation)], now);

    expect(result).toEqual({ appliedRows: conversation.length, buried: [] });
    expect(requests).toBe(1);
    expect(await db.rows("select * from users")).toEqual([
      expect.objectContaining({ id: 42, first_name: "Ada L.", locale: "en", settings: {} }),
    ]);
    expect(await db.rows("select * from chats")).toEqual([
      expect.objectContaining({ id: -100500, type: "supergroup", title: "New Harbour" }),
    ]);
    expect(await db.rows("select * from threads")).toEqual([
      expect.objectContaining({ id: thread, topic_id: 7, epoch: 1, last_seq: 2, row_seq: 15 }),
    ]);
    expect(await db.rows("select * from turns")).toEqual([
      expect.objectContaining({
        id: "turn-1",
        outcome: "answered",
        inbound_count: 2,
        input_tokens: 300,
        output_tokens: 10,
        cache_read_tokens: 90,
        delivered_at: null,
        cost_nano_usd: null,
        steps: [expect.objectContaining({ step: 1 }), expect.objectContaining({ step: 2 })],
        transcriptions: [{ engine: "whisper-1", durationSeconds: 12.4, costNanoUsd: 1_200_000 }],
      }),
    ]);
    expect(await db.rows("select * from sent_messages")).toEqual([
      expect.objectContaining({ chat_id: -100500, message_id: 900, thread_id: thread, seq: 2 }),
    ]);
    expect(await db.rows("select * from user_files")).toEqual([
      {
        id: "user:-100500:10:0",
        user_id: 42,
        chat_id: -100500,
        thread_id: thread,
        source: "user",
        state: "delivered",
        name: "quay.jpg",
        mime_type: "image/jpeg",
        size_bytes: 2048,
        telegram_file_id: "telegram-photo",
        telegram_file_unique_id: "unique-photo",
        telegram_kind: "photo",
        telegram_message_id: 10,
        claude_file_id: "file_quay",
        context: "our quay",
        created_at: "2026-11-22T12:00:00+00:00",
        expires_at: "2026-11-22T12:00:01+00:00",
        row_seq: 13,
        schema_version: 1,
      },
    ]);
    expect(
      await db.rows("select seq, blocks, telegram_message_ids from messages order by seq"),
    ).toEqual([
      { seq: 1, blocks: [{ type: "text", text: "hello" }], telegram_message_ids: [10, 11] },
      {
        seq: 2,
        blocks: [{ type: "text", text: "half an answer" }],
        telegram_message_ids: [20, 21],
      },
    ]);
  });

  test("leaves the same rows however it is cut, repeated and reordered", async () => {
    await applyJobs(db.store, [jobOf(conversation)], now);
    const expected = await contentsOf(db);
    const random = seededRandom(7);
    const single = conversation.map((row, index) => jobOf([row], index + 1));

    for (let round = 0; round < 10; round += 1) {
      await db.empty();
      const deliveries = shuffled([...single, ...single, jobOf(conversation)], random);
      for (let start = 0; start < deliveries.length; start += 4) {
        await applyJobs(db.store, deliveries.slice(start, start + 4), now);
      }
      expect(await contentsOf(db)).toEqual(expected);
    }
  });

  test("leaves the same rows when several consumers apply it at once, each in its own order", async () => {
    const long = Array.from({ length: 100 }, (_, index) => messageRow(index + 3));
    const rows = [...conversation, ...long];
    await applyJobs(db.store, [jobOf(rows)], now);
    const expected = await contentsOf(db);
    await db.empty();
    const random = seededRandom(11);
    const single = rows.map((row, index) => jobOf([row], index + 1));

    await Promise.all(
      Array.from({ length: 8 }, () => applyJobs(db.store, shuffled(single, random), now)),
    );
    expect(await contentsOf(db)).toEqual(expected);
  });

  test("changes nothing of settings and balance", async () => {
    await applyJobs(db.store, [jobOf([userRow("Ada"), turnRow("interrupted")])], now);
    await db.run(
      `update users set balance_nano_usd = 5, ledger_seq = 3, settings = '{"model":"opus"}'`,
    );
    const later = [userRow("Ada L.", noonMs + 1), turnRow("answered")];
    await applyJobs(db.store, [jobOf(later, 3)], now);

    expect(
      await db.rows("select first_name, balance_nano_usd, ledger_seq, settings from users"),
    ).toEqual([
      { first_name: "Ada L.", balance_nano_usd: 5, ledger_seq: 3, settings: { model: "opus" } },
    ]);
    expect(await db.rows("select outcome from turns")).toEqual([{ outcome: "answered" }]);
  });

  test("keeps threads apart that number their rows alike", async () => {
    const other = "5:0:5" as ThreadId;
    await applyJobs(
      db.store,
      [jobOf([messageRow(1, "mine")]), jobOf([messageRow(1, "theirs")], 1, other)],
      now,
    );
    const [message] = await readMessages(db.store, {
      threadId: other,
      epoch: 1,
      fromSeq: 1,
      toSeq: 9,
    });
    expect(message?.blocks).toEqual([{ type: "text", text: "theirs" }]);
  });
});

test("a file that Claude does not have leaves its row without what nobody knows", async () => {
  const { claude, context, sizeBytes, ...known } = userFileRow(10).file;
  await applyJobs(db.store, [jobOf([userFileRow(10), { kind: "user_file", file: known }])], now);
  expect(
    await db.rows("select size_bytes, claude_file_id, expires_at, context from user_files"),
  ).toEqual([{ size_bytes: null, claude_file_id: null, expires_at: null, context: null }]);
});
