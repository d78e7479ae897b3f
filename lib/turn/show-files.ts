/** The list of files as a person reads it. */
import type { Journal } from "../journal/journal.ts";
import type { Menu } from "../model/button.ts";
import type { Listing, MenuOfFiles } from "../model/direct-reply.ts";
import { noFiles } from "../model/files-list.ts";
import { type FilesHere, filesHere } from "./files-here.ts";
import { filesQuery } from "./files-query.ts";
import { pendingFiles } from "./made-files.ts";
import { ownerOf } from "./owner-of.ts";
import type { ThreadPorts } from "./thread-ports.ts";

type ListPorts = Pick<ThreadPorts, "clock" | "listFiles">;
type ShowPorts = ListPorts & Pick<ThreadPorts, "mendPending">;

export async function showFiles(
  journal: Journal,
  ports: ShowPorts,
  menuOf: MenuOfFiles,
): Promise<Menu> {
  const { clock, mendPending } = ports;
  // The journal is here and right: Redis is looked at for its own sake, and nobody waits for it.
  mendPending(ownerOf(journal).threadId, () => pendingFiles(journal, clock.now()));
  return menuOf(listingOf(await readFiles(journal, ports)));
}

/** With Postgres away, as much as the journal knows. */
export async function readFiles(
  journal: Journal,
  { clock, listFiles }: ListPorts,
): Promise<FilesHere & { readonly isWhole: boolean }> {
  const { threadIds } = filesQuery(journal, clock.now());
  const list = await listFiles({ userId: ownerOf(journal).userId, threadIds });
  const here = filesHere(journal, { list: list ?? noFiles, nowMs: clock.now() });
  return { ...here, isWhole: list !== null };
}

function listingOf({
  files,
  olderCount,
  pending,
  isWhole,
}: Awaited<ReturnType<typeof readFiles>>): Listing {
  const made = pending.map(({ id, fileName: name }) => ({ id, name, isPending: true })).reverse();
  const known = files.map(({ id, fileName: name }) => ({ id, name, isPending: false }));
  return { files: [...made, ...known], olderCount, isWhole };
}
