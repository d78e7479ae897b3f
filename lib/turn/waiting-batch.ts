/** What a thread's journal holds for its next batch: messages and notes of edits, each with its files as far as they have come. */
import type { Journal } from "../journal/journal.ts";
import type { WaitingFile } from "../journal/media.ts";
import type { DueNote } from "../journal/told.ts";
import type { Attachment, MediaOutcome } from "../model/attachment.ts";
import type { BatchItem } from "../model/batch.ts";
import type { EditNote } from "../model/edit-note.ts";
import type { UpdateId } from "../model/ids.ts";
import type { Inbound } from "../model/inbound.ts";

export type WaitingBatch = {
  readonly waiting: readonly WaitingItem[];
  readonly notes: readonly HeldNote[];
};

export function waitingBatch({ inbox, media, told }: Journal): WaitingBatch {
  const filesOf = filesByUpdate(media.all());
  return {
    waiting: inbox.waiting().map((inbound) => waitingItem(inbound, filesOf)),
    notes: told.dueNotes().map((note) => editNote(note, filesOf)),
  };
}

export type WaitingItem = BatchItem & {
  /** Its files that are still on their way. */
  readonly missing: readonly Attachment[];
  /** When the last of its files on their way is late; long past where there are none. */
  readonly waitUntilMs: number;
};

function filesByUpdate(files: readonly WaitingFile[]): ReadonlyMap<UpdateId, WaitingFile[]> {
  return Map.groupBy(files, ({ updateId }) => updateId);
}

function waitingItem(
  inbound: Inbound,
  filesOf: ReadonlyMap<UpdateId, readonly WaitingFile[]>,
): WaitingItem {
  const files = filesOf.get(inbound.updateId) ?? [];
  const missing = files.filter(({ outcome }) => outcome === null);
  return {
    inbound,
    media: files.flatMap(({ outcome }) => outcome ?? []),
    missing: missing.map(({ attachment }) => attachment),
    waitUntilMs: Math.max(0, ...missing.map(({ waitUntilMs }) => waitUntilMs)),
  };
}

/** An edit to be told, with the file that replaced its own as far as it has come. */
export type HeldNote = {
  readonly note: DueNote;
  readonly edit: EditNote;
  readonly waitUntilMs: number;
};

function editNote(note: DueNote, filesOf: ReadonlyMap<UpdateId, readonly WaitingFile[]>): HeldNote {
  const { messageId, sentAtMs, words, fileUpdate } = note;
  const [fetched] = fileUpdate === null ? [] : (filesOf.get(fileUpdate) ?? []);
  if (!fetched) return { note, edit: { sentAtMs, words }, waitUntilMs: 0 };
  const { attachment, outcome } = fetched;
  const file = { messageId, attachment, outcome: outcome ?? onItsWay };
  const waitUntilMs = outcome === null ? fetched.waitUntilMs : 0;
  return { note, edit: { sentAtMs, words, file }, waitUntilMs };
}

export const onItsWay: MediaOutcome = { kind: "problem", problem: { reason: "late" } };

/** What is told without its file is told once more when the file is there. */
export function isTold({ waitUntilMs }: HeldNote): boolean {
  return waitUntilMs === 0;
}
