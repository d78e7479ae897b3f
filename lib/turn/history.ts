/** A thread's history as one turn needs it, and its person's settings: read once, while the window is still open (P3). */

import type { Cache } from "../cache/redis.ts";
import type { Tail } from "../cache/tail.ts";
import type { ThreadRead } from "../cache/thread-messages.ts";
import { readTurnMemory } from "../cache/turn-memory.ts";
import type { ThreadId } from "../model/ids.ts";
import type { StoredMessage } from "../model/message.ts";
import { describeError } from "../ops/describe-error.ts";
import { readMessages } from "../store/read-messages.ts";
import {
  completeSettings,
  type KnownSettings,
  type SettingsQuery,
  type SettingsServices,
} from "./known-settings.ts";
import { mergeHistory, missingRange, type ToldRange } from "./merge-history.ts";

export type HistoryServices = SettingsServices & { readonly cache: Cache };

export type HistoryQuery = SettingsQuery &
  ToldRange & {
    readonly threadId: ThreadId;
    readonly epoch: number;
    /** What the journal still holds; newer than any other source. */
    readonly overlay: readonly StoredMessage[];
  };

type Messages = {
  readonly messages: readonly StoredMessage[];
  /** What the cache holds of it; null where it must be written anew. */
  readonly cachedTail: Tail | null;
};

export type History = Messages & {
  readonly query: HistoryQuery;
  readonly settings: KnownSettings;
};

export async function readHistory(
  services: HistoryServices,
  query: HistoryQuery,
): Promise<History> {
  const cached = await readTurnMemory(services.cache, query);
  const [messages, settings] = await Promise.all([
    completeMessages(services, query, cached.messages),
    completeSettings(services, query, cached.settings),
  ]);
  return { ...messages, query, settings };
}

async function completeMessages(
  services: HistoryServices,
  query: HistoryQuery,
  cached: ThreadRead,
): Promise<Messages> {
  if (query.lastSeq === 0) return { messages: [], cachedTail: null };
  const fromCache = cached.kind === "hit" ? cached.messages : [];
  const asked = { fromSeq: query.fromSeq, toSeq: query.lastSeq };
  const known = mergeHistory(fromCache, query.overlay).filter(
    ({ seq }) => seq >= asked.fromSeq && seq <= asked.toSeq,
  );
  const range = missingRange(known, asked);
  if (!range) return { messages: known, cachedTail: cached.kind === "hit" ? cached.tail : null };

  const stored = await readStored(services, query, range);
  const messages = mergeHistory(stored, known);
  if (missingRange(messages, asked)) {
    services.log.error("history.incomplete", {
      thread: query.threadId,
      found: messages.length,
      lastSeq: query.lastSeq,
    });
  }
  return { messages, cachedTail: null };
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
