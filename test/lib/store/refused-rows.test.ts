/** Rows that Postgres refuses, and a Postgres that is away, slow or not migrated: one bad row costs no other, an outage none. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { parseFlushJob } from "../../../lib/store/parse-flush-job.ts";
import { readMessages } from "../../../lib/store/read-messages.ts";
import { contentsOf, conversation, countOf, jobOf } from "./flush-jobs.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { messageRow, noonMs, thread, threadRow, userFileRow, userRow } from "./outbox-rows.ts";

let db: MigratedStore;
const now = () => noonMs;

beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

describe("text Postgres refuses", () => {
  test("is stored without NUL and broken surrogates, all else verbatim", async () => {
    const nasty = "a\u0000b \ud800 👩‍👩‍👧 \\u0000 \"'\n";
    const input = { "k\u0000": nasty, nested: [nasty, null, 1.5, true] };
    const blocks = [{ type: "tool_use", input, absent: undefined }];
    const file = userFileRow(10, { fileName: nasty, context: nasty });
    await applyJobs(db.store, [jobOf([messageRow(1, blocks), userRow(nasty), file])], now);

    const stored = "ab \ufffd 👩‍👩‍👧 \\u0000 \"'\n";
    const [message] = await readMessages(db.store, {
      threadId: thread,
      epoch: 1,
      fromSeq: 1,
      toSeq: 1,
    });
    expect(message?.blocks).toEqual([
      { type: "tool_use", input: { k: stored, nested: [stored, null, 1.5, true] } },
    ]);
    expect(await db.rows("select first_name from users")).toEqual([{ first_name: stored }]);
    expect(await db.rows("select name, context from user_files")).toEqual([
      { name: stored, context: stored },
    ]);
  });
});

describe("a bad row", () => {
  const tooBigEpoch = 2 ** 40;

  test("goes to dead_letters with its reason while the 99 others are applied", async () => {
    const rows = Array.from({ length: 100 }, (_, index) =>
      index === 37 ? threadRow(1, tooBigEpoch) : messageRow(index + 1),
    );
    const jobs = [
      jobOf(rows.slice(0, 30)),
      jobOf(rows.slice(30, 60), 31),
      jobOf(rows.slice(60), 61),
    ];

    const result = await applyJobs(db.store, jobs, now);

    expect(result).toEqual({
      appliedRows: 99,
      buried: [{ threadId: thread, rowSeq: 38, reason: expect.stringContaining("22003") }],
    });
    expect(await countOf(db, "messages")).toBe(99);
    expect(await db.rows("select reason, job, replayed_at from dead_letters")).toEqual([
      {
        reason: expect.stringContaining("22003"),
        job: { version: 1, threadId: thread, rows: [{ rowSeq: 38, row: rows[37] }] },
        replayed_at: null,
      },
    ]);
  });

  test("is one dead letter however often it comes, and can be replayed as it lies there", async () => {
    const bad = jobOf([threadRow(1, tooBigEpoch)]);
    await applyJobs(db.store, [bad, bad], now);
    await applyJobs(db.store, [bad], now);

    const letters = await db.rows("select job from dead_letters");
    expect(letters).toHaveLength(1);
    expect(parseFlushJob(letters[0]?.job)).toMatchObject({ ok: true, job: { threadId: thread } });
  });

  test("does not take the good older version of the same row with it", async () => {
    const rows = [threadRow(3), threadRow(4, tooBigEpoch)];
    await applyJobs(db.store, [jobOf(rows)], now);
    expect(await db.rows("select last_seq from threads")).toEqual([{ last_seq: 3 }]);
  });
});

describe("Postgres away", () => {
  test("is an error to retry later, and nothing is half applied", async () => {
    await db.postgres.pause();
    await expect(applyJobs(db.store, [jobOf(conversation)], now)).rejects.toMatchObject({
      code: "store_unavailable",
      retry: { kind: "later" },
    });
    await db.postgres.resume();
    expect(await contentsOf(db)).toEqual([[], [], [], [], [], [], []]);

    await applyJobs(db.store, [jobOf(conversation)], now);
    expect(await countOf(db, "messages")).toBe(2);
  });

  test.each([
    ["a deadlock", "40P01"],
    ["a serialization failure", "40001"],
    ["no connection left", "53300"],
    ["a statement that took too long", "57014"],
    ["a server that shuts down", "57P01"],
  ])("F59 %s costs no row: the same job again is stored", async (_, code) => {
    await db.run(`create function fail() returns trigger language plpgsql as
      'begin raise exception using errcode = ''${code}''; end'`);
    await db.run("create trigger fails before insert on messages execute function fail()");
    try {
      await expect(applyJobs(db.store, [jobOf(conversation)], now)).rejects.toMatchObject({
        code: "store_unavailable",
        message: expect.stringContaining(code),
        retry: { kind: "later" },
      });
    } finally {
      await db.run("drop function fail() cascade");
    }
    expect([await countOf(db, "messages"), await countOf(db, "dead_letters")]).toEqual([0, 0]);
    await applyJobs(db.store, [jobOf(conversation)], now);
    expect(await countOf(db, "messages")).toBe(2);
  });

  test("a schema that was not migrated yet buries nothing", async () => {
    await db.run("alter table messages rename to messages_away");
    try {
      await expect(
        applyJobs(db.store, [jobOf([userRow("Ada"), messageRow(1)])], now),
      ).rejects.toMatchObject({
        code: "store_unavailable",
        message: expect.stringContaining("42P01"),
      });
    } finally {
      await db.run("alter table messages_away rename to messages");
    }
    expect([await countOf(db, "users"), await countOf(db, "dead_letters")]).toEqual([0, 0]);
  });
});
