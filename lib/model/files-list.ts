/** The files of a conversation that are written down: the newest of them, and how many there are before. */
import type { UserFile } from "./user-file.ts";

export type FilesList = {
  /** The newest first. */
  readonly files: readonly UserFile[];
  readonly olderCount: number;
};

/** Enough to choose from; a conversation that brings more is told how many there are. */
export const listedFiles = 20;

export const noFiles: FilesList = { files: [], olderCount: 0 };

/** A file that is known takes its own place. */
export function withFiles(list: FilesList, added: readonly UserFile[]): FilesList {
  const byId = new Map([...list.files, ...added].map((file) => [file.id, file]));
  const files = [...byId.values()].sort(newestFirst);
  const listed = files.slice(0, listedFiles);
  return { files: listed, olderCount: list.olderCount + files.length - listed.length };
}

/** The id decides between files of one second, so that the same files give the same order. */
export function newestFirst(one: UserFile, other: UserFile): number {
  return other.sentAtMs - one.sentAtMs || (one.id < other.id ? 1 : -1);
}
