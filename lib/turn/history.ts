/** A thread's history as one turn needs it, its person's settings and files: read once, while the window is still open (P3). */

import type { Cache } from "../cache/redis.ts";
import type { Tail } from "../cache/tail.ts";
import type { ThreadRead } from "../cache/thread-messages.ts";
import { readTurnMemory, type TurnMemory } from "../cache/turn-memory.ts";
import type { ThreadId } from "../model/ids.ts";
import type { StoredMessage } from "../model/message.ts";
import type { Reading } from "../model/reading.ts";
import { describeError } from "../ops/describe-error.ts";
import { readMessages } from "../store/read-messages.ts";
import { completeFiles, type FilesQuery, type KnownFiles, noKnownFiles } from "./known-files.ts";
import {
  completeSettings,
  type KnownSettings,
  type SettingsQuery,
  type SettingsServices,
} from "./known-settings.ts";
import { mergeHistory, missingRange, type ToldRange, wholeFrom } from "./merge-history.ts";

export type HistoryServices = SettingsServices & { readonly cache: Cache };

export type HistoryQuery = SettingsQuery &
  ToldRange & {
    readonly threadId: ThreadId;
    readonly epoch: number;
    /** What the journal still holds; newer than any other source. */
    readonly overlay: readonly StoredMessage[];
    /** Absent where nobody asks for files. */
    readonly files?: FilesQuery;
  };

type Messages = {
  readonly askedStore: boolean;
  readonly messages: readonly StoredMessage[];
  /** What the cache holds of it; null where it must be written anew. */
  readonly cachedTail: Tail | null;
  /** Nobody has what was said before this message: Postgres answered, and keeps it no longer. */
  readonly keptFromSeq?: number;
};

export type History = Omit<Messages, "askedStore"> & {
  readonly query: HistoryQuery;
  readonly settings: KnownSettings;
  readonly reading: Reading;
  readonly files: KnownFiles;
};

export async function readHistory(
  services: HistoryServices,
  query: HistoryQuery,
): Promise<History> {
  const cached = await readTurnMemory(services.cache, query);
  const { userId, files: asked } = query;
  const [messages, settings, files] = await Promise.all([
    completeMessages(services, query, cached.messages),
    completeSettings(services, query, cached.settings),
    asked ? completeFiles(services, { userId, files: asked }, cached) : noKnownFiles,
  ]);
  const { askedStore, ...known } = messages;
  const postgresRoundTrips =
    Number(askedStore) + Number(!cached.settings.complete) + Number(files.askedStore);
  const reading = { ...readingOf(cached), postgresRoundTrips };
  return { ...known, query, settings, files, reading };
}

function readingOf({ messages, settings }: TurnMemory): Omit<Reading, "postgresRoundTrips"> {
  const cache = messages.kind === "hit" ? "hit" : messages.reason;
  const cacheHits = Number(messages.kind === "hit") + Number(settings.complete);
  return {
    cache,
    cacheHits,
    cacheMisses: 2 - cacheHits,
    redisRoundTrips: cache === "open" ? 0 : 1,
  };
}

async function completeMessages(
  services: HistoryServices,
  query: HistoryQuery,
  cached: ThreadRead,
): Promise<Messages> {
  if (query.lastSeq === 0) return { messages: [], cachedTail: null, askedStore: false };
  const fromCache = cached.kind === "hit" ? cached.messages : [];
  const asked = { fromSeq: query.fromSeq, toSeq: query.lastSeq };
  const known = mergeHistory(fromCache, query.overlay).filter(
    ({ seq }) => seq >= asked.fromSeq && seq <= asked.toSeq,
  );
  const range = missingRange(known, asked);
  if (!range) {
    const cachedTail = cached.kind === "hit" ? cached.tail : null;
    return { messages: known, cachedTail, askedStore: false };
  }

  const stored = await readStored(services, query, range);
  const messages = mergeHistory(stored ?? [], known);
  // Longer than the cache holds: its end is right as it is, and need not be written anew each turn.
  const lacksBeginning = cached.kind === "hit" && (fromCache[0]?.seq ?? 0) > range.toSeq;
  const read = { messages, cachedTail: lacksBeginning ? cached.tail : null, askedStore: true };
  const gap = missingRange(messages, asked);
  if (!gap) return read;
  const { threadId: thread, lastSeq } = query;
  const isCutShort = stored !== null && !messages.some(({ seq }) => seq < gap.toSeq);
  if (isCutShort) {
    const keptFromSeq = wholeFrom(messages, lastSeq);
    services.log.info("history.kept_no_longer", { thread, keptFromSeq, lastSeq });
    return { ...read, keptFromSeq };
  }
  services.log.error("history.incomplete", { thread, found: messages.length, lastSeq });
  return read;
}

/** Null where Postgres is away: that costs the older part of the context, never the conversation (P4). */
async function readStored(
  { store, log }: HistoryServices,
  { threadId, epoch }: HistoryQuery,
  range: { readonly fromSeq: number; readonly toSeq: number },
): Promise<readonly StoredMessage[] | null> {
  try {
    return await readMessages(store, { threadId, epoch, ...range });
  } catch (thrown) {
    log.error("history.store_failed", { thread: threadId, ...describeError(thrown) });
    return null;
  }
}
