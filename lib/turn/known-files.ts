/** The files of a conversation as a turn can know them: those written down, from the cache or from Postgres. */
import type { TurnMemory } from "../cache/turn-memory.ts";
import type { Clock } from "../model/clock.ts";
import { type FilesList, noFiles } from "../model/files-list.ts";
import type { ThreadId, UserId } from "../model/ids.ts";
import type { MadeRecord } from "../model/made-record.ts";
import { describeError } from "../ops/describe-error.ts";
import type { Log } from "../ops/log.ts";
import { listUserFiles } from "../store/list-user-files.ts";
import type { Store } from "../store/open-store.ts";

export type FilesQuery = {
  /** Its own, and that of the basic group it goes on from. */
  readonly threadIds: readonly ThreadId[];
  /** By the journal; compared with the copy in Redis. */
  readonly pending: readonly MadeRecord[];
  /** Their rows are on their way: whoever is asked may not know yet. */
  readonly dropped: readonly string[];
  /** Nothing was ever said here: there is nothing to be read. */
  readonly isNew: boolean;
};

export type KnownFiles = {
  /** Null where neither cache nor Postgres answers. */
  readonly list: FilesList | null;
  readonly isCached: boolean;
  readonly askedStore: boolean;
  readonly repair: TurnMemory["pendingRepair"];
};

export const noKnownFiles: KnownFiles = {
  list: null,
  isCached: false,
  askedStore: false,
  repair: null,
};

/** A suspended Neon compute wakes in three seconds at most. */
const patienceMs = 4000;

type Services = { readonly store: Store; readonly log: Log; readonly clock: Clock };

export async function completeFiles(
  services: Services,
  { userId, files }: { readonly userId: UserId; readonly files: FilesQuery },
  cached: Pick<TurnMemory, "files" | "pendingRepair">,
): Promise<KnownFiles> {
  const { pendingRepair: repair } = cached;
  const unasked = { askedStore: false, repair };
  if (cached.files) return { ...unasked, list: without(cached.files, files), isCached: true };
  if (files.isNew) return { ...unasked, list: noFiles, isCached: false };
  const stored = await readStored(services, userId, files);
  return { list: stored && without(stored, files), isCached: false, askedStore: true, repair };
}

function without(list: FilesList, { dropped }: FilesQuery): FilesList {
  return { ...list, files: list.files.filter(({ id }) => !dropped.includes(id)) };
}

async function readStored(
  { store, log, clock }: Services,
  userId: UserId,
  { threadIds }: FilesQuery,
): Promise<FilesList | null> {
  const ended = new AbortController();
  const read = listUserFiles(store, { userId, threadIds }).catch((thrown: unknown) => {
    log.error("files.store_failed", { user: userId, ...describeError(thrown) });
    return null;
  });
  try {
    return await Promise.race([read, clock.sleep(patienceMs, ended.signal).then(() => null)]);
  } finally {
    ended.abort();
  }
}
