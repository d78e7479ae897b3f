/** The files of a conversation: what is written down, and over it what its journal knows better. */
import type { Journal } from "../journal/journal.ts";
import { type FilesList, withFiles } from "../model/files-list.ts";
import type { MadeRecord } from "../model/made-record.ts";
import type { UserFile } from "../model/user-file.ts";
import { pendingFiles } from "./made-files.ts";

export type FilesHere = FilesList & {
  /** In the order they were made. */
  readonly pending: readonly MadeRecord[];
};

export type Known = {
  readonly list: FilesList;
  /** Of a turn that is not recorded yet. */
  readonly brought?: readonly UserFile[];
  readonly nowMs: number;
};

export function filesHere(
  journal: Pick<Journal, "outbox" | "madeFiles">,
  { list, brought = [], nowMs }: Known,
): FilesHere {
  const unapplied = unappliedFiles(journal);
  const { files, olderCount } = withFiles(list, [...unapplied, ...brought]);
  const pending = pendingFiles(journal, nowMs);
  return { files: files.filter(({ isDropped }) => !isDropped), olderCount, pending };
}

/** On their way to Postgres. */
export function unappliedFiles({ outbox }: Pick<Journal, "outbox">): UserFile[] {
  return outbox.unapplied().flatMap(({ row }) => (row.kind === "user_file" ? row.file : []));
}
