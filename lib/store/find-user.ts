/** Who an admin means: only people who have written, or whose money has moved, are known. */
import { sql } from "kysely";
import type { UserId } from "../model/ids.ts";
import type { Whom } from "../model/money-task.ts";
import { userIdColumn } from "./money-columns.ts";
import type { Store } from "./open-store.ts";
import { storableText } from "./storable.ts";

/** Null where nobody is known so; names in any case of letters, and the one seen last where a name went from one to another. */
export async function findUser(store: Store, whom: Whom): Promise<UserId | null> {
  const users = store.db.selectFrom("users").select("id").orderBy("seen_at", "desc").limit(1);
  const found =
    "userId" in whom
      ? users.where("id", "=", String(whom.userId))
      : users.where(sql`lower(username)`, "=", storableText(whom.username.toLowerCase()));
  const row = await found.executeTakeFirst();
  return row === undefined ? null : userIdColumn.parse(row.id);
}

/** The language a person was last seen with; null where nobody knows. */
export async function readLocale(store: Store, userId: UserId): Promise<string | null> {
  const query = store.db.selectFrom("users").select("locale").where("id", "=", String(userId));
  return (await query.executeTakeFirst())?.locale ?? null;
}
