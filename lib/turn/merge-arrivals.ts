/** Messages that came before anything was shown join the batch of the open turn, which begins anew. Pure. */
import type { BatchItem } from "../model/batch.ts";
import type { EditNote } from "../model/edit-note.ts";
import type { TurnState } from "../model/turn-state.ts";

export type Arrivals = {
  readonly items: readonly BatchItem[];
  /** Edits of messages answered before. */
  readonly edits: readonly EditNote[];
};

/** What its requests have used stays, and an attempt under way is over; an edit stands in the place of its message. */
export function mergeArrivals(turn: TurnState, { items, edits }: Arrivals): TurnState {
  // What ended the attempt before does not end the next.
  const { stopped: _ended, ...begun } = turn;
  const { phase, attempt, restarts = 0 } = begun;
  // What has not begun loses nothing.
  const isRestart = phase !== "sealed";
  const notes = [...(turn.edits ?? []), ...edits];
  return {
    ...begun,
    phase: "sealed",
    items: [...withoutReplaced(turn.items, items), ...items].sort(inOrderOfWriting),
    ...(notes.length > 0 && { edits: notes }),
    ...(isRestart && { attempt: attempt + 1, restarts: restarts + 1 }),
  };
}

export function withoutReplaced(
  known: readonly BatchItem[],
  arrived: readonly BatchItem[],
): readonly BatchItem[] {
  const replaced = new Set(arrived.map(({ inbound }) => inbound.messageId));
  return known.filter(({ inbound }) => !replaced.has(inbound.messageId));
}

function inOrderOfWriting(one: BatchItem, other: BatchItem): number {
  return one.inbound.messageId - other.inbound.messageId;
}
