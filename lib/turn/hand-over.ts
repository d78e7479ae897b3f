/** A basic group became a supergroup: gives one person's conversation to the thread that goes on with it, and to no other. */
import type { Facts, Telling } from "../journal/facts.ts";
import type { Journal } from "../journal/journal.ts";
import { parseThreadId, type ThreadId } from "../model/ids.ts";
import type { MadeRecord } from "../model/made-record.ts";
import type { StoredMessage } from "../model/message.ts";
import type { History, HistoryQuery } from "./history.ts";
import { historyQuery } from "./history-query.ts";
import { missingRange } from "./merge-history.ts";

type Reading = {
  readonly readHistory: (query: HistoryQuery) => Promise<Pick<History, "messages">>;
};

export type EstateRequest = {
  readonly heir: ThreadId;
  /** True while the heir would rather wait than go on with a part of it. */
  readonly whole: boolean;
};

export type Estate =
  | {
      readonly kind: "given";
      readonly epoch: number;
      readonly lastSeq: number;
      /** Where the conversation is told from, if its beginning is summed up. */
      readonly compacted?: Telling["compacted"];
      /** Of this epoch, in order; with gaps only where the heir did not ask for the whole. */
      readonly messages: readonly StoredMessage[];
      /** What tools made; absent where they made nothing for a day. Their bytes stay where they are. */
      readonly madeFiles?: readonly MadeRecord[];
    }
  /** Never begun, given to another, or somebody else's. */
  | { readonly kind: "none" }
  /** Something is still being said, or cannot be read just now: ask again. */
  | { readonly kind: "not_yet"; readonly reason: "busy" | "unread" };

/** Asked again by the same heir it gives the same again. */
export async function handOver(
  journal: Journal,
  { readHistory }: Reading,
  { heir, whole }: EstateRequest,
): Promise<Estate> {
  const granted = journal.transact(() => grant(journal, heir));
  if ("kind" in granted) return granted;
  const { epoch, lastSeq, fromSeq, summarySeq } = granted;
  const compacted = summarySeq === undefined ? {} : { compacted: { fromSeq, summarySeq } };
  const { messages } = await readHistory(granted);
  const madeFiles = journal.madeFiles.all();
  const gap = missingRange(messages, { fromSeq, toSeq: lastSeq });
  return gap && whole
    ? { kind: "not_yet", reason: "unread" }
    : {
        kind: "given",
        epoch,
        lastSeq,
        ...compacted,
        messages,
        ...(madeFiles.length > 0 && { madeFiles }),
      };
}

/** Promised before it is read: what is read later must not be promised twice. */
function grant(journal: Journal, heir: ThreadId): HistoryQuery | Estate {
  const facts = journal.facts.read();
  const { threadId, epoch, lastSeq } = facts;
  const userId = parseThreadId(threadId ?? "")?.userId;
  if (threadId === null || userId === undefined || !mayHave(facts, heir)) return { kind: "none" };
  if (!isQuiet(journal)) return { kind: "not_yet", reason: "busy" };
  if (facts.heir === undefined) journal.facts.write({ ...facts, heir });
  return historyQuery(journal, { threadId, userId, epoch, lastSeq });
}

/** The same person's, and once (design §3 P6). */
function mayHave({ threadId, heir: known }: Facts, heir: ThreadId): boolean {
  const own = parseThreadId(threadId ?? "");
  const samePerson = own !== null && own.userId === parseThreadId(heir)?.userId;
  return samePerson && (known === undefined || known === heir);
}

function isQuiet({ turns, inbox }: Journal): boolean {
  return turns.open() === null && inbox.waiting().length === 0 && inbox.commands().length === 0;
}
