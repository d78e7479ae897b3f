/** Where the bot may speak: told by the thread of the chat itself, whose row count tells the newer. */
import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { chatColumns } from "./chats.ts";
import { newestRows } from "./newest-rows.ts";
import { overwrite } from "./overwrite.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind } from "./placed-row.ts";
import type { Write } from "./write.ts";

export function upsertChatStatuses(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const statuses = newestRows(rowsOfKind(rows, "chat_status"), {
    key: ({ row }) => String(row.membership.chatId),
    version: ({ rowSeq }) => rowSeq,
  });
  if (statuses.length === 0) return null;
  return db
    .insertInto("chats")
    .values(statuses.map(toColumns))
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(overwrite(["status", "status_row_seq"]))
        .whereRef("excluded.status_row_seq", ">", "chats.status_row_seq"),
    );
}

function toColumns({ rowSeq, row: { membership } }: PlacedRowOf<"chat_status">) {
  const { chatId, chat, changedAtMs, status } = membership;
  return {
    ...chatColumns({ chatId, chat, seenAtMs: changedAtMs }),
    status,
    status_row_seq: rowSeq,
  };
}
