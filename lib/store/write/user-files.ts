/** The files people sent and got: what they are, where Telegram and Claude hold them, and the words that came with them. */
import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { storableText } from "../storable.ts";
import { userFileFacts } from "../user-file-row.ts";
import { newestRows } from "./newest-rows.ts";
import { overwrite } from "./overwrite.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind, versionColumns } from "./placed-row.ts";
import type { Write } from "./write.ts";

const changing = [...userFileFacts, "thread_id", "state", "row_seq", "schema_version"] as const;

export function upsertUserFiles(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const files = newestRows(rowsOfKind(rows, "user_file"), {
    key: ({ row }) => row.file.id,
    version: ({ rowSeq }) => rowSeq,
  });
  if (files.length === 0) return null;
  return db
    .insertInto("user_files")
    .values(files.map(toColumns))
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(overwrite(changing))
        .whereRef("excluded.row_seq", ">", "user_files.row_seq"),
    );
}

/** A file is written down once it is with both sides: nothing of it is left to be delivered. */
function toColumns(placed: PlacedRowOf<"user_file">) {
  const { file } = placed.row;
  return {
    id: file.id,
    user_id: file.userId,
    chat_id: file.chatId,
    thread_id: placed.threadId,
    source: file.madeBy ?? "user",
    state: file.isDropped ? "dropped" : "delivered",
    name: storableText(file.fileName),
    mime_type: storableText(file.mimeType),
    size_bytes: file.sizeBytes ?? null,
    telegram_file_id: file.telegramFileId,
    telegram_kind: file.telegramKind ?? null,
    telegram_file_unique_id: file.telegramFileUniqueId,
    telegram_message_id: file.telegramMessageId,
    claude_file_id: file.claude?.fileId ?? null,
    context: file.context === undefined ? null : storableText(file.context),
    created_at: new Date(file.sentAtMs),
    expires_at: file.claude === undefined ? null : new Date(file.claude.expiresAtMs),
    ...versionColumns(placed),
  };
}
