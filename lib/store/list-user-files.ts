/** The files of a conversation, the newest first, and how many there are in all. */
import * as z from "zod";
import { type FilesList, listedFiles } from "../model/files-list.ts";
import type { ThreadId, UserId } from "../model/ids.ts";
import type { Store } from "./open-store.ts";
import { toUserFile, userFileColumns } from "./user-file-row.ts";

export type FilesOf = {
  readonly userId: UserId;
  /** What the thread is called, and was before its group became a supergroup. */
  readonly threadIds: readonly ThreadId[];
};

const counted = z.object({ total: z.coerce.number().int() });

/** Rejects with AppError `store_unavailable`. */
export async function listUserFiles(
  store: Store,
  { userId, threadIds }: FilesOf,
): Promise<FilesList> {
  const rows = await store.db
    .selectFrom("user_files")
    .select(userFileColumns)
    .select((select) => select.fn.countAll().over().as("total"))
    .where("thread_id", "in", threadIds)
    .where("state", "=", "delivered")
    .where("user_id", "=", String(userId))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(listedFiles)
    .execute();
  const total = rows[0] ? counted.parse(rows[0]).total : 0;
  return { files: rows.map(toUserFile), olderCount: total - rows.length };
}
