/** What can become of a file, as data: what is not in these tables does not happen, and cannot be written. */
import type { MadeFileState, UserFileState } from "../model/known-file.ts";

/** A person's file: with us, then with Claude for 30 days, and after that as often as somebody asks. */
export const userFileMoves = {
  received: { upload: "uploaded", refetch: "refetched" },
  uploaded: { expire: "expired", refetch: "refetched" },
  expired: { refetch: "refetched" },
  refetched: { upload: "uploaded", refetch: "refetched" },
} as const satisfies Readonly<Record<UserFileState, Readonly<Record<string, UserFileState>>>>;

/** A tool's file: Claude may look at it as often as it likes, and it ends once. */
export const madeFileMoves = {
  pending: {
    preview: "previewed",
    deliver: "delivered",
    discard: "discarded",
    expire: "expired",
  },
  previewed: {
    preview: "previewed",
    deliver: "delivered",
    discard: "discarded",
    expire: "expired",
  },
  delivered: {},
  discarded: {},
  expired: {},
} as const satisfies Readonly<Record<MadeFileState, Readonly<Record<string, MadeFileState>>>>;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

export type MadeFileEvent = KeysOf<(typeof madeFileMoves)[MadeFileState]>;

/** Null: that does not happen to such a file. */
export function nextMadeFileState(
  state: MadeFileState,
  event: MadeFileEvent,
): MadeFileState | null {
  const moves: Readonly<Partial<Record<MadeFileEvent, MadeFileState>>> = madeFileMoves[state];
  return Object.hasOwn(moves, event) ? (moves[event] ?? null) : null;
}

/** Neither delivered nor gone: Claude still decides. */
export function isOpen(state: MadeFileState): boolean {
  return nextMadeFileState(state, "deliver") !== null;
}
