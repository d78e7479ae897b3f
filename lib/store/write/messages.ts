/** What was said: the blocks of every message, verbatim. */
import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { storableJson } from "../storable.ts";
import { newestRows } from "./newest-rows.ts";
import { overwrite } from "./overwrite.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind, versionColumns } from "./placed-row.ts";
import type { Write } from "./write.ts";

const changing = [
  "role",
  "blocks",
  "telegram_message_ids",
  "turn_id",
  "created_at",
  "row_seq",
  "schema_version",
] as const;

export function upsertMessages(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const messages = newestRows(rowsOfKind(rows, "message"), {
    key: ({ threadId, row }) => `${threadId} ${row.epoch} ${row.message.seq}`,
    version: ({ rowSeq }) => rowSeq,
  });
  if (messages.length === 0) return null;
  return db
    .insertInto("messages")
    .values(messages.map(toColumns))
    .onConflict((conflict) =>
      conflict
        .columns(["thread_id", "epoch", "seq"])
        .doUpdateSet(overwrite(changing))
        .whereRef("excluded.row_seq", ">", "messages.row_seq"),
    );
}

function toColumns(placed: PlacedRowOf<"message">) {
  const { epoch, message, telegramMessageIds } = placed.row;
  return {
    thread_id: placed.threadId,
    epoch,
    seq: message.seq,
    role: message.role,
    blocks: storableJson(message.blocks),
    telegram_message_ids: [...telegramMessageIds],
    turn_id: message.turnId,
    created_at: new Date(message.createdAtMs),
    ...versionColumns(placed),
  };
}
