/** The list of a conversation's files as it is after a turn, for the cache. */
import { type FilesList, withFiles } from "../model/files-list.ts";
import type { KnownFiles } from "./known-files.ts";
import type { TurnRecords } from "./record-turn.ts";

/** Null where the cache holds it already, or where nobody knows it whole. */
export function filesAfter(
  { list, isCached }: KnownFiles,
  { rows }: Pick<TurnRecords, "rows">,
): FilesList | null {
  const added = rows.flatMap((row) => (row.kind === "user_file" ? row.file : []));
  if (list === null || (isCached && added.length === 0)) return null;
  return withFiles(list, added);
}
