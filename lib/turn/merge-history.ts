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
  /** 1, or behind what is summed up or kept no longer. */
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
  const fromSeq = wholeFrom(messages, lastSeq);
  return withoutThinking(messages.filter(({ seq }) => seq >= fromSeq));
}

/** Where the unbroken end begins that can be told by itself; behind `lastSeq` where there is none. */
export function wholeFrom(messages: readonly StoredMessage[], lastSeq: number): number {
  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  let fromSeq = lastSeq + 1;
  for (let seq = lastSeq; bySeq.has(seq); seq -= 1) if (isBeginning(bySeq.get(seq))) fromSeq = seq;
  return fromSeq;
}

/** A result cannot be told without the call before it. */
function isBeginning(message: StoredMessage | undefined): boolean {
  const isResult = message?.blocks.some(({ type }) => type === "tool_result");
  return message?.role === "user" && !isResult;
}
