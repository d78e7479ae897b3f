/** How messages read after each edit; what was told to Claude of them stays in `messages`. */
import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { storableJson } from "../storable.ts";
import { newestRows } from "./newest-rows.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind, versionColumns } from "./placed-row.ts";
import type { Write } from "./write.ts";

/** An edit never changes: the first to arrive stays. */
export function insertMessageEdits(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const edits = newestRows(rowsOfKind(rows, "message_edit"), {
    key: ({ threadId, row }) => `${threadId} ${row.epoch} ${row.seq} ${row.updateId}`,
    version: ({ rowSeq }) => rowSeq,
  });
  if (edits.length === 0) return null;
  return db
    .insertInto("message_edits")
    .values(edits.map(toColumns))
    .onConflict((conflict) =>
      conflict.columns(["thread_id", "epoch", "seq", "update_id"]).doNothing(),
    );
}

function toColumns(placed: PlacedRowOf<"message_edit">) {
  const { epoch, seq, updateId, messageId, blocks, editedAtMs } = placed.row;
  return {
    thread_id: placed.threadId,
    epoch,
    seq,
    update_id: updateId,
    telegram_message_id: messageId,
    blocks: storableJson(blocks),
    edited_at: new Date(editedAtMs),
    ...versionColumns(placed),
  };
}
