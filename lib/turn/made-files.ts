/** How a journal's made files change: each move is one that the table of states knows, or nothing happens. */
import { type MadeFileEvent, nextMadeFileState } from "../files/file-states.ts";
import { madeFileState } from "../files/held-made-file.ts";
import { dayMs } from "../files/limits.ts";
import type { Journal } from "../journal/journal.ts";
import type { ChatId } from "../model/ids.ts";
import type { MadeRecord } from "../model/made-record.ts";
import { filesOf, type SentPart, type TurnState } from "../model/turn-state.ts";
import { deliveredFileId } from "../model/user-file.ts";
import { plannedParts } from "./turn-phases.ts";

/** What has changed, for the index in Redis and the bytes in R2. */
export type MadeChange = {
  readonly kept: readonly MadeRecord[];
  readonly gone: readonly MadeRecord[];
};

type FileJournal = Pick<Journal, "madeFiles" | "deadlines">;

/** Those Claude can still decide about, in the order they were made. */
export function pendingFiles(
  { madeFiles }: Pick<Journal, "madeFiles">,
  nowMs: number,
): MadeRecord[] {
  return madeFiles
    .all()
    .filter((record) => nextMadeFileState(madeFileState(record, nowMs), "deliver") !== null);
}

export function keepMadeFiles(journal: FileJournal, kept: readonly MadeRecord[]): void {
  for (const record of kept) journal.madeFiles.put(record);
  const dueMs = Math.min(...kept.map(({ expiresAtMs }) => expiresAtMs));
  const known = journal.deadlines.at("files");
  if (known === null || dueMs < known) journal.deadlines.set("files", dueMs);
}

/** Null where that does not happen to such a file, or where there is none. */
export function moveMadeFile(
  { madeFiles }: Pick<Journal, "madeFiles">,
  id: string,
  event: MadeFileEvent,
  more: Pick<MadeRecord, "delivered"> = {},
): MadeRecord | null {
  const record = madeFiles.find(id);
  const state = record && nextMadeFileState(record.state, event);
  if (!state) return null;
  const moved = { ...record, ...more, state };
  madeFiles.put(moved);
  return moved;
}

/** Telegram has taken a part: its files are delivered, and no longer pending. Gives those that were. */
export function deliverPart(
  journal: Pick<Journal, "madeFiles">,
  turn: TurnState,
  { part, files = [], chatId }: SentPart,
): MadeRecord[] {
  const planned = filesOf(plannedParts(turn)[part] ?? { markdown: "" });
  return files.flatMap(({ messageId, telegramFileId }, at) => {
    const madeId = planned[at]?.madeId;
    const chat: ChatId | undefined = chatId ?? turn.items.at(-1)?.inbound.thread.chatId;
    if (madeId === undefined || chat === undefined) return [];
    const delivered = { id: deliveredFileId({ chatId: chat, messageId }), telegramFileId };
    return moveMadeFile(journal, madeId, "deliver", { delivered }) ?? [];
  });
}

/** Ends those whose time is over; what has ended is told apart from what never was for another day. */
export function expireMadeFiles(journal: FileJournal, nowMs: number): MadeRecord[] {
  const { madeFiles, deadlines } = journal;
  const gone = madeFiles
    .all()
    .filter(({ expiresAtMs }) => expiresAtMs <= nowMs)
    .flatMap(({ id }) => moveMadeFile(journal, id, "expire") ?? []);
  madeFiles.forget(nowMs - dayMs);
  const dueMs = madeFiles
    .all()
    .map(({ expiresAtMs }) => (expiresAtMs > nowMs ? expiresAtMs : expiresAtMs + dayMs + 1));
  if (dueMs.length === 0) deadlines.clear("files");
  else deadlines.set("files", Math.min(...dueMs));
  return gone;
}
