/** One file by its id, as far as it is this person's in this chat. */
import type { ChatId, UserId } from "../model/ids.ts";
import type { UserFile } from "../model/user-file.ts";
import type { Store } from "./open-store.ts";
import { toUserFile, userFileColumns } from "./user-file-row.ts";

export type FileOwner = {
  readonly userId: UserId;
  /** What the chat is called, and was before. */
  readonly chatIds: readonly ChatId[];
};

/** Null for everybody else's too. Rejects with AppError `store_unavailable`. */
export async function findUserFile(
  store: Store,
  id: string,
  { userId, chatIds }: FileOwner,
): Promise<UserFile | null> {
  const row = await store.db
    .selectFrom("user_files")
    .select(userFileColumns)
    .where("id", "=", id)
    .where("user_id", "=", String(userId))
    .where("state", "=", "delivered")
    .where("chat_id", "in", chatIds.map(String))
    .executeTakeFirst();
  return row === undefined ? null : toUserFile(row);
}
