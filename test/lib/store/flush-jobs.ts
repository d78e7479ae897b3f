/** A conversation as flush jobs, and what of it the tables hold. */
import type { ThreadId } from "../../../lib/model/ids.ts";
import type { OutboxRow } from "../../../lib/model/outbox.ts";
import type { InlineJob } from "../../../lib/store/apply-jobs.ts";
import type { MigratedStore } from "./migrated-store.ts";
import {
  chatRow,
  messageRow,
  noonMs,
  sentRow,
  thread,
  threadRow,
  turnRow,
  userFileRow,
  userRow,
} from "./outbox-rows.ts";

export function jobOf(
  rows: readonly OutboxRow[],
  firstRowSeq = 1,
  threadId: ThreadId = thread,
): InlineJob {
  return { threadId, rows: rows.map((row, index) => ({ rowSeq: firstRowSeq + index, row })) };
}

/** All that the tables hold but for the time of the first insert, which depends on what came first. */
export async function contentsOf(db: MigratedStore): Promise<unknown> {
  const tables = ["users", "chats", "threads", "turns", "messages", "sent_messages", "user_files"];
  const contentOf = (table: string) =>
    db.rows(`select to_jsonb(t) - 'created_at' as content from ${table} t order by 1`);
  return Promise.all(tables.map(contentOf));
}

export async function countOf(db: MigratedStore, table: string): Promise<unknown> {
  return (await db.rows(`select count(*)::int as n from ${table}`))[0]?.n;
}

/** A conversation whose later rows replace earlier ones. */
export const conversation = [
  userRow("Ada", noonMs),
  chatRow("Harbour", noonMs),
  threadRow(0),
  messageRow(1, "hello"),
  turnRow("interrupted"),
  messageRow(2, "half an ans"),
  userRow("Ada L.", noonMs + 1000),
  messageRow(2, "half an answer"),
  chatRow("New Harbour", noonMs + 1000),
  sentRow(900, 1),
  sentRow(900, 2),
  userFileRow(10, { context: "our kay" }),
  userFileRow(10),
  turnRow("answered", 2),
  threadRow(2),
];
