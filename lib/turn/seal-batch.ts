/** Closes the window: what is complete becomes the batch of a new turn, in one transaction; a late file goes with the next. */
import type { Journal } from "../journal/journal.ts";
import type { WaitingFile } from "../journal/media.ts";
import type { Attachment } from "../model/attachment.ts";
import type { BatchItem } from "../model/batch.ts";
import type { UpdateId } from "../model/ids.ts";
import type { Inbound } from "../model/inbound.ts";
import type { TurnState } from "../model/turn-state.ts";
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
  const { inbox, media, deadlines, transact } = journal;
  return transact(() => {
    const nowMs = ports.clock.now();
    const filesOf = filesByUpdate(media.all());
    const waiting = inbox.waiting().map((inbound) => waitingItem(inbound, filesOf));
    const holdUntilMs = Math.max(...waiting.map((item) => item.waitUntilMs));
    if (holdUntilMs > nowMs) {
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
    const hasNotices = noteFileProblems(journal, { items, late }, nowMs);
    if (!items.every(isOnlyAFailedFile)) return { turn: take(journal, items, ports), hasNotices };
    drop(journal, items);
    return { turn: null, hasNotices };
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

function take(journal: Journal, items: readonly BatchItem[], ports: SealPorts): TurnState {
  const nowMs = ports.clock.now();
  const { epoch, lastSeq } = journal.facts.read();
  const ids = items.map(({ inbound }) => inbound.updateId);
  const edits = journal.told.takeNotes();
  const turn = sealTurn({
    id: ports.newTurnId(),
    epoch,
    userSeq: lastSeq + 1,
    items,
    ...(edits.length > 0 && { edits }),
    model: ports.rules.model,
    openedAtMs: journal.inbox.receivedAtMs(ids) ?? nowMs,
    nowMs,
  });
  journal.turns.save(turn);
  journal.inbox.take(ids);
  journal.media.forget(ids);
  return turn;
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
