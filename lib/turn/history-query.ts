/** Asks for a thread's history as its journal knows it: which messages are told, and which of them it still holds itself. */
import type { Journal } from "../journal/journal.ts";
import type { ThreadId, UserId } from "../model/ids.ts";
import type { HistoryQuery } from "./history.ts";
import { overlayOf } from "./merge-history.ts";

export type Asked = {
  readonly threadId: ThreadId;
  readonly userId: UserId;
  readonly epoch: number;
  readonly lastSeq: number;
};

export function historyQuery({ facts, outbox }: Journal, asked: Asked): HistoryQuery {
  const { epoch } = asked;
  const { compacted = { fromSeq: 1 }, keptFromSeq = 1 } = facts.telling(epoch);
  const fromSeq = Math.max(compacted.fromSeq, keptFromSeq);
  const overlay = overlayOf(outbox.unapplied(), epoch);
  return { ...asked, ...compacted, fromSeq, overlay, own: facts.settings() };
}
