/** Who wrote: names as Telegram last showed them. Settings and balance are others' columns. */
import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import { storableText } from "../storable.ts";
import { newestRows } from "./newest-rows.ts";
import { overwrite } from "./overwrite.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind } from "./placed-row.ts";
import type { Write } from "./write.ts";

export function upsertUsers(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const users = newestRows(rowsOfKind(rows, "user"), {
    key: ({ row }) => String(row.user.id),
    version: ({ row }) => row.seenAtMs,
  });
  if (users.length === 0) return null;
  return db
    .insertInto("users")
    .values(users.map(toColumns))
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(overwrite(["first_name", "last_name", "username", "locale", "seen_at"]))
        .whereRef("excluded.seen_at", ">", "users.seen_at"),
    );
}

function toColumns({ row: { user, seenAtMs } }: PlacedRowOf<"user">) {
  const seenAt = new Date(seenAtMs);
  return {
    id: user.id,
    first_name: storableText(user.firstName),
    last_name: user.lastName === undefined ? null : storableText(user.lastName),
    username: user.username === undefined ? null : storableText(user.username),
    locale: user.languageCode === undefined ? null : storableText(user.languageCode),
    created_at: seenAt,
    seen_at: seenAt,
  };
}
