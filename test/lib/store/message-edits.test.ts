import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "../../../functions/cli/run-migrations.ts";
import type { MessageId, UpdateId } from "../../../lib/model/ids.ts";
import type { OutboxRow } from "../../../lib/model/outbox.ts";
import { applyJobs, type InlineJob } from "../../../lib/store/apply-jobs.ts";
import { openStore, type Store } from "../../../lib/store/open-store.ts";
import { parseFlushJob } from "../../../lib/store/parse-flush-job.ts";
import { readMessages } from "../../../lib/store/read-messages.ts";
import { findPostgresql } from "../../emulators/postgres/find-postgresql.ts";
import { type Postgres, startPostgres } from "../../emulators/postgres/start-postgres.ts";
import { seededRandom, shuffled } from "../seeded-random.ts";
import { messageRow, noonMs, thread } from "./outbox-rows.ts";

const engines = (["pglite", "postgresql"] as const).filter(
  (engine) => engine === "pglite" || findPostgresql() !== null,
);

function editRow(updateId: number, words: string, seq = 1): OutboxRow {
  return {
    kind: "message_edit",
    epoch: 1,
    seq,
    messageId: 10 as MessageId,
    updateId: updateId as UpdateId,
    blocks: [{ type: "text", text: words }],
    editedAtMs: noonMs + updateId,
  };
}

const rows = [messageRow(1, "six"), editRow(8, "eight"), editRow(9, "nine"), editRow(7, "x", 3)];
const single: InlineJob[] = rows.map((row, index) => ({
  threadId: thread,
  rows: [{ rowSeq: index + 1, row }],
}));

describe.each(engines)("on %s", (engine) => {
  let postgres: Postgres;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres({ engine });
    await migrate({ ...postgres, print: () => {} });
    store = openStore(postgres);
  });
  afterAll(() => postgres.stop());

  test("every edit is one row however often and in whatever order it comes, and the message stays as it was told", async () => {
    const random = seededRandom(3);
    for (let round = 0; round < 5; round += 1) {
      await sql`truncate messages, message_edits`.execute(store.db);
      for (const job of shuffled([...single, ...single], random))
        await applyJobs(store, [job], () => noonMs);

      const edits = await store.db
        .selectFrom("message_edits")
        .select(["seq", "update_id", "telegram_message_id", "blocks", "edited_at"])
        .where("seq", "=", 1)
        .orderBy("update_id")
        .execute();
      expect(edits).toEqual(
        ["eight", "nine"].map((text, index) => ({
          seq: 1,
          update_id: String(8 + index),
          telegram_message_id: "10",
          blocks: [{ type: "text", text }],
          edited_at: new Date(noonMs + 8 + index),
        })),
      );
      const range = { threadId: thread, epoch: 1, fromSeq: 1, toSeq: 1 };
      expect((await readMessages(store, range))[0]?.blocks).toEqual([
        { type: "text", text: "six" },
      ]);
    }
  });
});

test("an edit passes the queue as it is", () => {
  const job = { version: 1, threadId: thread, rows: [{ rowSeq: 1, row: editRow(8, "eight") }] };
  expect(parseFlushJob(job)).toEqual({ ok: true, job });
});
