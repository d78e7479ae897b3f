/** The index of a thread's pending files in the cache: a set of ids and one value for each. The journal is the truth, this is its copy. */
import * as z from "zod";
import type { ThreadId } from "../model/ids.ts";
import type { MadeRecord } from "../model/made-record.ts";
import { cacheKey, cacheValue, cacheVersion, ttlSeconds } from "./keys.ts";
import { parseJson } from "./parse-json.ts";
import type { Cache, CacheResult, Commands, Reply } from "./redis.ts";

export type PendingChange = {
  readonly threadId: ThreadId;
  readonly kept: readonly MadeRecord[];
  readonly gone: readonly string[];
  /** Something else than a set lies in its place, and must go first. */
  readonly isIndexDamaged?: boolean;
};

export function changePending(
  cache: Cache,
  change: PendingChange,
): Promise<CacheResult<readonly Reply[]>> {
  return cache.send((commands) => addPendingChange(commands, change));
}

/** For a round trip that is made anyway. A value lives as long as its file, whenever it is written. */
export function addPendingChange(
  commands: Commands,
  { threadId, kept, gone, isIndexDamaged = false }: PendingChange,
): void {
  const index = cacheKey.pendingFiles(threadId);
  if (isIndexDamaged) commands.del(index);
  const [first, ...more] = kept.map(({ id }) => id);
  for (const record of kept)
    commands.set(cacheKey.pendingFile(record.id), metaOf(record, threadId), {
      pxat: record.expiresAtMs,
    });
  if (first !== undefined) {
    commands.sadd(index, first, ...more);
    commands.expire(index, ttlSeconds.pendingFile);
  }
  const [goneFirst, ...goneMore] = gone;
  if (goneFirst === undefined) return;
  commands.srem(index, goneFirst, ...goneMore);
  commands.del(...gone.map(cacheKey.pendingFile));
}

function metaOf(record: MadeRecord, threadId: ThreadId): string {
  const { id, fileName, mimeType, sizeBytes, context, preview, madeAtMs, expiresAtMs } = record;
  const { bytesKey, state } = record;
  const facts = { id, threadId, state, fileName, mimeType, sizeBytes, context, preview };
  return JSON.stringify({ v: cacheVersion, ...facts, bytesKey, madeAtMs, expiresAtMs });
}

/** At most two commands, however many files other threads have. The index is asked too where there should be none. */
export function askPending(
  commands: Commands,
  threadId: ThreadId,
  pending: readonly MadeRecord[],
): void {
  commands.smembers(cacheKey.pendingFiles(threadId));
  const keys = pending.map(({ id }) => cacheKey.pendingFile(id));
  if (keys.length > 0) commands.mget(...keys);
}

/** Looks at the copy and writes what it lacks or has too much; null where there was nothing to mend. */
export async function mendPending(
  cache: Cache,
  threadId: ThreadId,
  pendingNow: () => readonly MadeRecord[],
): Promise<CacheResult<readonly Reply[]> | null> {
  const pending = pendingNow();
  const found = await cache.send((commands) => askPending(commands, threadId, pending));
  if (!found.ok) return found;
  const repair = pendingRepair(threadId, pending, found.value);
  const due = repair && stillDue(repair, pendingNow());
  return due && changePending(cache, due);
}

const values = z.array(z.string().nullable());

/** What the copy lacks of the journal's files, and what it holds beyond them; null where there is nothing to mend. */
export function pendingRepair(
  threadId: ThreadId,
  pending: readonly MadeRecord[],
  [members, metas]: readonly Reply[],
): PendingChange | null {
  const ids = parse(cacheValue.pendingIds, members);
  const indexed = new Set(ids ?? []);
  const found = parse(values, metas) ?? [];
  const kept = pending.filter(({ id }, at) => !indexed.has(id) || !isMetaOf(id, found[at]));
  const known = new Set(pending.map(({ id }) => id));
  const gone = [...indexed].filter((id) => !known.has(id));
  if (kept.length + gone.length === 0) return null;
  return { threadId, kept, gone, isIndexDamaged: ids === undefined };
}

/** What of it is right by now: a file made meanwhile is no stale member, one delivered meanwhile must not come back. */
export function stillDue(
  repair: PendingChange,
  pending: readonly MadeRecord[],
): PendingChange | null {
  const known = new Set(pending.map(({ id }) => id));
  const kept = repair.kept.filter(({ id }) => known.has(id));
  const gone = repair.gone.filter((id) => !known.has(id));
  return kept.length + gone.length === 0 ? null : { ...repair, kept, gone };
}

/** What another version or nobody of ours wrote is as good as lost: it is written again. */
function isMetaOf(id: string, text: string | null | undefined): boolean {
  return cacheValue.pendingFile.safeParse(parseJson(text ?? "")).data?.id === id;
}

function parse<T>(schema: z.ZodType<T>, reply: Reply | undefined): T | undefined {
  return reply && "value" in reply ? schema.safeParse(reply.value).data : undefined;
}
