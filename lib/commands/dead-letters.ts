/** /deadletters, and `npm run dead-letters`: shows an operator what could not be stored, and tries it again. */
import type { Inbound } from "../model/inbound.ts";
import {
  findDeadLetters,
  listDeadLetters,
  type Replayed,
  replayDeadLetters,
} from "../store/dead-letters.ts";
import type { Store } from "../store/open-store.ts";
import {
  deadLetterUsage,
  describeDeadLetters,
  describeReplay,
  noSuchLetter,
} from "../words/dead-letters.ts";

export type DeadLetterServices = { readonly store: Store; readonly now: () => number };

export type DeadLetterOrder = {
  readonly services: DeadLetterServices;
  /** `list`, `replay all`, or `replay` and the beginning of an id. */
  readonly args: string;
  /** Of `replay all`: what is beyond is left for the next time. */
  readonly atMost: number;
};

const listed = 10;
const replayOne = /^replay\s+([0-9a-f]{8,64})$/i;
const replayAll = /^replay\s+(--)?all$/i;

/** Null where this is no order of an operator: then nobody learns that the command exists. */
export function readDeadLettersCommand(
  { content, from }: Inbound,
  operatorIds: readonly number[],
): string | null {
  if (content.kind !== "command" || content.name !== "deadletters") return null;
  return operatorIds.includes(from.id) ? content.args : null;
}

/** Rejects with AppError `store_unavailable`. */
export async function answerDeadLetters(order: DeadLetterOrder): Promise<string> {
  const args = order.args.trim();
  if (args === "" || args === "list")
    return describeDeadLetters(await listDeadLetters(order.services.store, listed));
  if (replayAll.test(args)) return replay(order, { beginning: "", limit: order.atMost });
  const [, beginning] = replayOne.exec(args) ?? [];
  if (beginning === undefined) return deadLetterUsage;
  return replay(order, { beginning: beginning.toLowerCase(), limit: listed });
}

async function replay(
  { services: { store, now } }: DeadLetterOrder,
  which: { readonly beginning: string; readonly limit: number },
): Promise<string> {
  const ids = await findDeadLetters(store, which);
  if (ids.length === 0 && which.beginning !== "") return noSuchLetter;
  const replayed: readonly Replayed[] = await replayDeadLetters(store, { ids, now });
  return describeReplay(replayed, (await listDeadLetters(store, 0)).open);
}
