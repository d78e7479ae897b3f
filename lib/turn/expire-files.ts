/** Pending files whose time is over: nobody lists them any more, and their bytes go. */
import type { Journal } from "../journal/journal.ts";
import { expireMadeFiles } from "./made-files.ts";
import { ownerOf } from "./owner-of.ts";
import type { ThreadPorts } from "./thread-ports.ts";

export function expireFiles(
  journal: Journal,
  { clock, filesGone }: Pick<ThreadPorts, "clock" | "filesGone">,
): void {
  const gone = journal.transact(() => expireMadeFiles(journal, clock.now()));
  if (gone.length > 0) filesGone(ownerOf(journal).threadId, gone);
}
