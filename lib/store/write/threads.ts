/** Conversations: which epoch each is in and how far it has come. */
import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { newestRows } from "./newest-rows.ts";
import { overwrite } from "./overwrite.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind, versionColumns } from "./placed-row.ts";
import type { Write } from "./write.ts";

export function upsertThreads(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const threads = newestRows(rowsOfKind(rows, "thread"), {
    key: ({ threadId }) => threadId,
    version: ({ rowSeq }) => rowSeq,
  });
  if (threads.length === 0) return null;
  return db
    .insertInto("threads")
    .values(threads.map(toColumns))
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(overwrite(["epoch", "last_seq", "updated_at", "row_seq", "schema_version"]))
        .whereRef("excluded.row_seq", ">", "threads.row_seq"),
    );
}

function toColumns(placed: PlacedRowOf<"thread">) {
  const { row, threadId } = placed;
  const updatedAt = new Date(row.updatedAtMs);
  return {
    id: threadId,
    chat_id: row.chatId,
    topic_id: row.topicId,
    user_id: row.userId,
    epoch: row.epoch,
    last_seq: row.lastSeq,
    created_at: updatedAt,
    updated_at: updatedAt,
    ...versionColumns(placed),
  };
}
