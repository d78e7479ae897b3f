/** Closes the window, in one transaction: what is complete becomes a new turn, or meets the open one; a late file goes with the next. */
import { currentPriceVersion } from "../billing/prices.ts";
import type { Journal } from "../journal/journal.ts";
import type { BatchItem } from "../model/batch.ts";
import type { EditNote } from "../model/edit-note.ts";
import type { UpdateId } from "../model/ids.ts";
import { settingsOf, withDefaults } from "../model/settings.ts";
import { factsToTell } from "../model/told-facts.ts";
import type { TurnState } from "../model/turn-state.ts";
import { editedFiles } from "./edited-files.ts";
import { type Arrivals, mergeArrivals, withoutReplaced } from "./merge-arrivals.ts";
import { noteFileProblems } from "./note-file-problems.ts";
import { type ArrivalDecision, onArrival } from "./on-arrival.ts";
import type { ThreadPorts, ThreadRules } from "./thread-ports.ts";
import { sealTurn } from "./turn-phases.ts";
import { type HeldNote, isTold, waitingBatch } from "./waiting-batch.ts";

type SealPorts = Pick<ThreadPorts, "rules" | "clock" | "newTurnId">;

export type Sealed = {
  /** Null where nothing is ready to travel, or not yet. */
  readonly turn: TurnState | null;
  /** Present where a turn is open and something came. */
  readonly decision?: ArrivalDecision;
  /** Something was noted that must be said to the person at once. */
  readonly hasNotices: boolean;
};

const nothing: Sealed = { turn: null, hasNotices: false };

export function sealBatch(journal: Journal, ports: SealPorts): Sealed {
  const { media, turns, deadlines, transact } = journal;
  return transact(() => {
    const nowMs = ports.clock.now();
    const { waiting, notes } = waitingBatch(journal);
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
    const open = turns.open();
    const decision = open
      ? decide(journal, open, { count: ready.length, rules: ports.rules })
      : undefined;
    if (decision && decision !== "restart") {
      // Behind the open turn, which it may end.
      deadlines.set("window", nowMs);
      return {
        turn: null,
        decision,
        hasNotices: noteFileProblems(journal, { items: [], late }, nowMs),
      };
    }
    const taken = { items, edits: takeNotes(journal, notes) };
    const turn = open ? join(journal, open, taken) : begin(journal, taken, ports);
    const arrived = editedFiles({ items, edits: notes.filter(isTold).map(({ edit }) => edit) });
    const files = { items: [...arrived, ...items], late };
    return {
      turn,
      ...(decision && { decision }),
      hasNotices: noteFileProblems(journal, files, nowMs),
    };
  });
}

function takeNotes({ told, media }: Journal, notes: readonly HeldNote[]): readonly EditNote[] {
  const whole = notes.filter(isTold).map(({ note }) => note);
  if (whole.length > 0) {
    told.noted(whole.map(({ messageId }) => messageId));
    media.forget(whole.flatMap(({ fileUpdate }) => fileUpdate ?? []));
  }
  return notes.map(({ edit }) => edit);
}

function decide(
  { turns, facts }: Journal,
  open: TurnState,
  { count, rules }: { readonly count: number; readonly rules: ThreadRules },
): ArrivalDecision {
  return onArrival(open, {
    hasSaid: turns.said().length > 0,
    rule: withDefaults(settingsOf(facts.settings()), rules.model).onArrival,
    fits: open.items.length + count <= rules.maxInbounds,
  });
}

function begin(journal: Journal, { items, edits }: Arrivals, ports: SealPorts): TurnState {
  const nowMs = ports.clock.now();
  const { epoch, lastSeq } = journal.facts.read();
  const turn = sealTurn({
    id: ports.newTurnId(),
    epoch,
    userSeq: lastSeq + 1,
    items,
    ...(edits.length > 0 && { edits }),
    ...news(journal, items, nowMs),
    model: ports.rules.model,
    priceVersion: currentPriceVersion,
    openedAtMs: journal.inbox.receivedAtMs(items.map(updateIdOf)) ?? nowMs,
    nowMs,
  });
  return take(journal, turn, items);
}

/** Inside the decision's transaction: an attempt that still runs is over from here on (fencing, P2). */
function join(journal: Journal, open: TurnState, arrivals: Arrivals): TurnState {
  const kept = withoutReplaced(open.items, arrivals.items);
  journal.inbox.done(open.items.filter((item) => !kept.includes(item)).map(updateIdOf));
  return take(journal, mergeArrivals(open, arrivals), arrivals.items);
}

function take(journal: Journal, turn: TurnState, items: readonly BatchItem[]): TurnState {
  const ids = items.map(updateIdOf);
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
  const ids = items.map(updateIdOf);
  journal.inbox.done(ids);
  journal.media.forget(ids);
}

function isOnlyAFailedFile({ inbound: { content }, media }: BatchItem): boolean {
  return content.kind === "file" && content.caption === "" && media[0]?.kind === "problem";
}

function updateIdOf({ inbound }: BatchItem): UpdateId {
  return inbound.updateId;
}
