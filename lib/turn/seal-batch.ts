/** Closes the window: what is complete becomes the batch of a new turn, in one transaction; a late file goes with the next. */
import type { Journal } from "../journal/journal.ts";
import type { WaitingFile } from "../journal/media.ts";
import type { BatchItem } from "../model/batch.ts";
import type { UpdateId } from "../model/ids.ts";
import type { Inbound } from "../model/inbound.ts";
import type { TurnState } from "../model/turn-state.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { sealTurn } from "./turn-phases.ts";

type SealPorts = Pick<ThreadPorts, "rules" | "clock" | "newTurnId">;

export type Sealed = {
  /** Null where nothing is ready to travel. */
  readonly turn: TurnState | null;
  /** Messages whose file is late, each told once. */
  readonly late: readonly Inbound[];
  /** Messages that were nothing but a file which could not be had. */
  readonly failed: readonly BatchItem[];
};

const nothing: Sealed = { turn: null, late: [], failed: [] };

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
    const ready = waiting.filter(({ isComplete }) => isComplete);
    const late = waiting
      .filter(({ isComplete, inbound }) => !isComplete && media.markLate(inbound.updateId))
      .map(({ inbound }) => inbound);
    const items = ready
      .slice(0, ports.rules.maxInbounds)
      .map(({ inbound, media: outcomes }) => ({ inbound, media: outcomes }));
    closeWindow(journal, ready.length > items.length, nowMs);
    if (items.every(isOnlyAFailedFile)) return { turn: null, late, failed: drop(journal, items) };
    return { turn: take(journal, items, ports), late, failed: [] };
  });
}

type WaitingItem = BatchItem & {
  readonly isComplete: boolean;
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
    isComplete: missing.length === 0,
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

function drop(journal: Journal, items: readonly BatchItem[]): readonly BatchItem[] {
  const ids = items.map(({ inbound }) => inbound.updateId);
  journal.inbox.done(ids);
  journal.media.forget(ids);
  return items;
}

function isOnlyAFailedFile({ inbound: { content }, media }: BatchItem): boolean {
  return content.kind === "file" && content.caption === "" && media[0]?.kind === "problem";
}
