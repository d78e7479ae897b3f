/** Remembers where a conversation begins whose oldest part is kept no longer, so that nobody looks for it again. */
import type { Journal } from "../journal/journal.ts";
import type { History } from "./history.ts";

/** What was thought so far stands on the part that is gone: the end is told without it, now and later. */
export function noteKept(
  { facts }: Pick<Journal, "facts">,
  { keptFromSeq, query }: Pick<History, "keptFromSeq" | "query">,
): void {
  if (keptFromSeq === undefined) return;
  const telling = facts.telling(query.epoch);
  // After /new it is another conversation.
  if (facts.read().epoch !== query.epoch) return;
  const thinkingFromSeq = Math.max(telling.thinkingFromSeq ?? 0, query.lastSeq + 1);
  facts.writeTelling({ ...telling, keptFromSeq, thinkingFromSeq });
}
