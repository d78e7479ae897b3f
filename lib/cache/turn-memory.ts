/** What the cache remembers for a turn, messages, settings and files, in one round trip. */
import type { FilesList } from "../model/files-list.ts";
import type { UserId } from "../model/ids.ts";
import type { MadeRecord } from "../model/made-record.ts";
import { cacheKey } from "./keys.ts";
import { askPending, type PendingChange, pendingRepair } from "./pending-files.ts";
import type { Cache } from "./redis.ts";
import { toFilesList } from "./thread-files.ts";
import { type ThreadContext, type ThreadRead, toThreadRead } from "./thread-messages.ts";
import { type CachedSettings, noCachedSettings, toCachedSettings } from "./user-settings.ts";

export type TurnMemory = {
  readonly messages: ThreadRead;
  readonly settings: CachedSettings;
  /** Null where they are not known, or not asked for. */
  readonly files: FilesList | null;
  /** What the copy of the pending files must be told; null where it is right. */
  readonly pendingRepair: PendingChange | null;
};

export type MemoryQuery = ThreadContext & {
  readonly userId: UserId;
  /** Present where files are asked for, with the pending ones of the journal. */
  readonly files?: { readonly pending: readonly MadeRecord[] };
};

/** Limit 1 s; slowness is not counted by the breaker, a refused connection is. */
export async function readTurnMemory(
  cache: Cache,
  { threadId, epoch, userId, files }: MemoryQuery,
): Promise<TurnMemory> {
  const pending = files?.pending ?? [];
  const result = await cache.send((commands) => {
    commands.hgetall(cacheKey.messages(threadId, epoch));
    commands.hgetall(cacheKey.settings(userId));
    if (files) commands.get(cacheKey.files(threadId));
    if (files) askPending(commands, threadId, pending);
  }, "history");
  if (!result.ok)
    return {
      messages: { kind: "miss", reason: result.reason },
      settings: noCachedSettings,
      files: null,
      pendingRepair: null,
    };
  const [messages, settings, list, ...index] = result.value;
  return {
    messages: toThreadRead(messages),
    settings: toCachedSettings(settings),
    files: files ? toFilesList(list) : null,
    pendingRepair: files ? pendingRepair(threadId, pending, index) : null,
  };
}
