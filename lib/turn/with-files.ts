/** A turn that begins is told of the files there are, where that is news; from then on it keeps what it was told. */
import { formatUnifiedFilesSection } from "../claude/files-block.ts";
import { heldMadeFile } from "../files/held-made-file.ts";
import { heldUserFile } from "../files/known-user-file.ts";
import type { Journal } from "../journal/journal.ts";
import { hashOf } from "../model/hash-of.ts";
import type { TurnState } from "../model/turn-state.ts";
import { deliveredFiles } from "./delivered-files.ts";
import { editedFiles } from "./edited-files.ts";
import { filesHere } from "./files-here.ts";
import type { History } from "./history.ts";
import { userFiles } from "./user-files.ts";

/** Where nobody knows what there is, what was told before stands. */
export function withFiles(
  journal: Journal,
  turn: TurnState,
  { files: { list }, nowMs }: Pick<History, "files"> & { readonly nowMs: number },
): TurnState {
  if (turn.phase !== "sealed" || list === null) return turn;
  const { filesTold: _before, ...rest } = turn;
  const brought = userFiles([...turn.items, ...editedFiles(turn)]);
  const here = filesHere(journal, {
    list,
    brought: [...brought, ...deliveredFiles(turn, nowMs)],
    nowMs,
  });
  const section = formatUnifiedFilesSection({
    inChat: here.files.map((file) => heldUserFile(file, nowMs).file),
    olderCount: here.olderCount,
    pending: here.pending.map((record) => heldMadeFile(record, nowMs).file),
  });
  const hash = hashOf(section);
  const known = journal.facts.telling(turn.epoch).filesHash ?? hashOf("");
  return hash === known ? rest : { ...rest, filesTold: { hash, section } };
}
