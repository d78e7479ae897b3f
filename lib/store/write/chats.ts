/** Where people write: private chats and groups, as Telegram last showed them. */
import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { storableText } from "../storable.ts";
import { newestRows } from "./newest-rows.ts";
import { overwrite } from "./overwrite.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind } from "./placed-row.ts";
import type { Write } from "./write.ts";

type SeenChat = Omit<PlacedRowOf<"chat">["row"], "kind">;

export function upsertChats(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const chats = newestRows(rowsOfKind(rows, "chat"), {
    key: ({ row }) => String(row.chatId),
    version: ({ row }) => row.seenAtMs,
  });
  if (chats.length === 0) return null;
  return db
    .insertInto("chats")
    .values(chats.map(({ row }) => chatColumns(row)))
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(overwrite(["type", "title", "username", "seen_at"]))
        .whereRef("excluded.seen_at", ">", "chats.seen_at"),
    );
}

export function chatColumns({ chatId, chat, seenAtMs }: SeenChat) {
  const seenAt = new Date(seenAtMs);
  return {
    id: chatId,
    type: chat.type,
    title: chat.title === undefined ? null : storableText(chat.title),
    username: chat.username === undefined ? null : storableText(chat.username),
    created_at: seenAt,
    seen_at: seenAt,
  };
}
