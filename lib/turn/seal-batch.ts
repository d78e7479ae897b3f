/** Closes the window: what is complete becomes the batch of a new turn, in one transaction; a late file goes with the next. */
import type { Journal } from "../journal/journal.ts";
import type { WaitingFile } from "../journal/media.ts";
import type { DueNote } from "../journal/told.ts";
import type { Attachment, MediaOutcome } from "../model/attachment.ts";
import type { BatchItem } from "../model/batch.ts";
import type { EditNote } from "../model/edit-note.ts";
import type { UpdateId } from "../model/ids.ts";
import type { Inbound } from "../model/inbound.ts";
import { factsToTell } from "../model/told-facts.ts";
import type { TurnState } from "../model/turn-state.ts";
import { editedFiles } from "./edited-files.ts";
import { noteFileProblems } from "./note-file-problems.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { sealTurn } from "./turn-phases.ts";

type SealPorts = Pick<ThreadPorts, "rules" | "clock" | "newTurnId">;

export type Sealed = {
  /** Null where nothing is ready to travel. */
  readonly turn: TurnState | null;
  /** Something was noted that must be said to the person at once. */
  readonly hasNotices: boolean;
};

const nothing: Sealed = { turn: null, hasNotices: false };

export function sealBatch(journal: Journal, ports: SealPorts): Sealed {
  const { inbox, media, told, deadlines, transact } = journal;
  return transact(() => {
    const nowMs = ports.clock.now();
    const filesOf = filesByUpdate(media.all());
    const notes = told.dueNotes().map((note) => editNote(note, filesOf));
    const waiting = inbox.waiting().map((inbound) => waitingItem(inbound, filesOf));
    const holdUntilMs = Math.max(...[...waiting, ...notes].map((held) => held.waitUntilMs));
    if (waiting.length > 0 && holdUntilMs > nowMs) {
      deadlines.set("window", holdUntilMs);
      return nothing;
    }
    const ready = waiting.filter(({ missing }) => missing.length === 0);
    const late = waiting.filter(
      ({ missing, inbound }) => missing.length > 0 && media.markLate(inbound.updateId),
    );
    const items = ready
      .slice(0, ports.rules.maxInbounds)
      .map(({ inbound, media: outcomes }) => ({ inbound, media: outcomes }));
    closeWindow(journal, ready.length > items.length, nowMs);
    if (items.every(isOnlyAFailedFile)) {
      drop(journal, items);
      return { turn: null, hasNotices: noteFileProblems(journal, { items, late }, nowMs) };
    }
    const turn = take(journal, { items, notes }, ports);
    const arrived = editedFiles({ items, edits: notes.filter(isTold).map(({ edit }) => edit) });
    const files = { items: [...arrived, ...items], late };
    return { turn, hasNotices: noteFileProblems(journal, files, nowMs) };
  });
}

type WaitingItem = BatchItem & {
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
type HeldNote = {
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

const onItsWay: MediaOutcome = { kind: "problem", problem: { reason: "late" } };

/** What is told without its file is told once more when the file is there. */
function isTold({ waitUntilMs }: HeldNote): boolean {
  return waitUntilMs === 0;
}

function takeNotes({ told, media }: Journal, notes: readonly HeldNote[]): readonly EditNote[] {
  const whole = notes.filter(isTold).map(({ note }) => note);
  if (whole.length > 0) {
    told.noted(whole.map(({ messageId }) => messageId));
    media.forget(whole.flatMap(({ fileUpdate }) => fileUpdate ?? []));
  }
  return notes.map(({ edit }) => edit);
}

type Taken = { readonly items: readonly BatchItem[]; readonly notes: readonly HeldNote[] };

function take(journal: Journal, { items, notes }: Taken, ports: SealPorts): TurnState {
  const nowMs = ports.clock.now();
  const { epoch, lastSeq } = journal.facts.read();
  const ids = items.map(({ inbound }) => inbound.updateId);
  const edits = takeNotes(journal, notes);
  const turn = sealTurn({
    id: ports.newTurnId(),
    epoch,
    userSeq: lastSeq + 1,
    items,
    ...(edits.length > 0 && { edits }),
    ...news(journal, items, nowMs),
    model: ports.rules.model,
    openedAtMs: journal.inbox.receivedAtMs(ids) ?? nowMs,
    nowMs,
  });
  journal.turns.save(turn);
  journal.inbox.take(ids);
  journal.media.forget(ids);
  return turn;
}

function news(
  { facts }: Journal,
  items: readonly BatchItem[],
  atMs: number,
): Pick<TurnState, "facts"> {
  const name = items.at(-1)?.inbound.from.firstName ?? "";
  const told = factsToTell({ atMs, name }, facts.telling(facts.read().epoch).told);
  return told ? { facts: told } : {};
}

/** More than one batch may hold has waited long enough: the rest follows at once. */
function closeWindow({ facts, deadlines }: Journal, more: boolean, nowMs: number): void {
  facts.closeWindow();
  if (more) deadlines.set("window", nowMs);
  else deadlines.clear("window");
}

function drop(journal: Journal, items: readonly BatchItem[]): void {
  const ids = items.map(({ inbound }) => inbound.updateId);
  journal.inbox.done(ids);
  journal.media.forget(ids);
}

function isOnlyAFailedFile({ inbound: { content }, media }: BatchItem): boolean {
  return content.kind === "file" && content.caption === "" && media[0]?.kind === "problem";
}
