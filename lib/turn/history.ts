/** A thread's history as one turn needs it: read once, while the window is still open (P3). */

import type { Cache } from "../cache/redis.ts";
import type { Tail } from "../cache/tail.ts";
import { readThreadMessages } from "../cache/thread-messages.ts";
import type { ThreadId } from "../model/ids.ts";
import type { StoredMessage } from "../model/message.ts";
import { describeError } from "../ops/describe-error.ts";
import type { Log } from "../ops/log.ts";
import type { Store } from "../store/open-store.ts";
import { readMessages } from "../store/read-messages.ts";
import { mergeHistory, missingRange } from "./merge-history.ts";

export type HistoryServices = { readonly cache: Cache; readonly store: Store; readonly log: Log };

export type HistoryQuery = {
  readonly threadId: ThreadId;
  readonly epoch: number;
  readonly lastSeq: number;
  /** What the journal still holds; newer than any other source. */
  readonly overlay: readonly StoredMessage[];
};

export type History = {
  readonly query: HistoryQuery;
  readonly messages: readonly StoredMessage[];
  /** What the cache holds of it; null where it must be written anew. */
  readonly cachedTail: Tail | null;
};

export async function readHistory(
  services: HistoryServices,
  query: HistoryQuery,
): Promise<History> {
  if (query.lastSeq === 0) return { query, messages: [], cachedTail: null };
  const cached = await readThreadMessages(services.cache, query);
  const fromCache = cached.kind === "hit" ? cached.messages : [];
  const known = mergeHistory(fromCache, query.overlay).filter(
    (message) => message.seq <= query.lastSeq,
  );
  const range = missingRange(known, query.lastSeq);
  if (!range)
    return { query, messages: known, cachedTail: cached.kind === "hit" ? cached.tail : null };

  const stored = await readStored(services, query, range);
  const messages = mergeHistory(stored, known);
  if (missingRange(messages, query.lastSeq)) {
    services.log.error("history.incomplete", {
      thread: query.threadId,
      found: messages.length,
      lastSeq: query.lastSeq,
    });
  }
  return { query, messages, cachedTail: null };
}

/** Postgres away costs the older part of the context, never the conversation (P4). */
async function readStored(
  { store, log }: HistoryServices,
  { threadId, epoch }: HistoryQuery,
  range: { readonly fromSeq: number; readonly toSeq: number },
): Promise<readonly StoredMessage[]> {
  try {
    return await readMessages(store, { threadId, epoch, ...range });
  } catch (thrown) {
    log.error("history.store_failed", { thread: threadId, ...describeError(thrown) });
    return [];
  }
}
