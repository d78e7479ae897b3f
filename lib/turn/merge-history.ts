/** Laying histories over one another: what the journal still holds over what cache and Postgres gave. Pure. */
import { withoutThinking } from "../claude/without-thinking.ts";
import type { StoredMessage } from "../model/message.ts";
import type { NumberedRow } from "../model/outbox.ts";

/** Messages of `epoch` that the journal still holds. */
export function overlayOf(unapplied: readonly NumberedRow[], epoch: number): StoredMessage[] {
  return unapplied.flatMap(({ row }) =>
    row.kind === "message" && row.epoch === epoch ? [row.message] : [],
  );
}

export type HistoryRange = { readonly fromSeq: number; readonly toSeq: number };

/** The span that must still be read, given what is known; null where nothing is missing. */
export function missingRange(
  known: readonly StoredMessage[],
  { fromSeq: begin, toSeq: end }: HistoryRange,
): HistoryRange | null {
  const have = new Set(known.map((message) => message.seq));
  const missing = Array.from({ length: end - begin + 1 }, (_, index) => begin + index).filter(
    (seq) => !have.has(seq),
  );
  const [fromSeq] = missing;
  const toSeq = missing.at(-1);
  return fromSeq === undefined || toSeq === undefined ? null : { fromSeq, toSeq };
}

/** In order, each seq once; the later source wins. */
export function mergeHistory(...sources: readonly (readonly StoredMessage[])[]): StoredMessage[] {
  const bySeq = new Map(sources.flat().map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

export type ToldRange = {
  /** 1, or behind what is summed up. */
  readonly fromSeq: number;
  readonly lastSeq: number;
  /** The message that sums up what was before; it was written later than some that it stands before. */
  readonly summarySeq?: number;
};

function summaryFirst(messages: readonly StoredMessage[], summarySeq: number | undefined) {
  const isSummary = ({ seq }: StoredMessage) => seq === summarySeq;
  return [...messages.filter(isSummary), ...messages.filter((message) => !isSummary(message))];
}

/**
 * What can be told to Claude: all of it, or where parts could not be read its unbroken end, from a
 * message of the user on and without thinking, which is bound to what is missing.
 */
export function tellable(
  messages: readonly StoredMessage[],
  { fromSeq: begin, lastSeq, summarySeq }: ToldRange,
): readonly StoredMessage[] {
  if (!missingRange(messages, { fromSeq: begin, toSeq: lastSeq }))
    return summaryFirst(messages, summarySeq);
  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  let fromSeq = lastSeq;
  while (bySeq.has(fromSeq)) fromSeq -= 1;
  const end = messages.filter(({ seq }) => seq > fromSeq);
  const firstOfUser = end.findIndex(({ role }) => role === "user");
  return firstOfUser === -1 ? [] : withoutThinking(end.slice(firstOfUser));
}
