/** What was sent: which Telegram message shows which message of which thread. */
import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { newestRows } from "./newest-rows.ts";
import { overwrite } from "./overwrite.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind, versionColumns } from "./placed-row.ts";
import type { Write } from "./write.ts";

const changing = [
  "thread_id",
  "epoch",
  "seq",
  "turn_id",
  "sent_at",
  "row_seq",
  "schema_version",
] as const;

export function upsertSentMessages(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const sent = newestRows(rowsOfKind(rows, "sent_message"), {
    key: ({ row }) => `${row.chatId} ${row.messageId}`,
    version: ({ rowSeq }) => rowSeq,
  });
  if (sent.length === 0) return null;
  return db
    .insertInto("sent_messages")
    .values(sent.map(toColumns))
    .onConflict((conflict) =>
      conflict
        .columns(["chat_id", "message_id"])
        .doUpdateSet(overwrite(changing))
        .whereRef("excluded.row_seq", ">", "sent_messages.row_seq"),
    );
}

function toColumns(placed: PlacedRowOf<"sent_message">) {
  const { row, threadId } = placed;
  return {
    chat_id: row.chatId,
    message_id: row.messageId,
    thread_id: threadId,
    epoch: row.epoch,
    seq: row.seq,
    turn_id: row.turnId,
    sent_at: new Date(row.sentAtMs),
    ...versionColumns(placed),
  };
}
