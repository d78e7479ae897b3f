/** Puts what was said last where the next turn looks first, in the turn's one round trip to write. */

import { addPendingChange, stillDue } from "../cache/pending-files.ts";
import type { Cache } from "../cache/redis.ts";
import { addFilesList } from "../cache/thread-files.ts";
import { appendThreadMessages } from "../cache/thread-messages.ts";
import { addSettings } from "../cache/user-settings.ts";
import type { MadeRecord } from "../model/made-record.ts";
import type { Log } from "../ops/log.ts";
import { filesAfter } from "./files-after.ts";
import type { History } from "./history.ts";
import type { TurnRecords } from "./record-turn.ts";

type CacheServices = { readonly cache: Cache; readonly log: Log };

export type CacheNews = Pick<TurnRecords, "messages" | "rows"> & {
  /** As the journal has them now. */
  readonly pending: readonly MadeRecord[];
};

/** A failure only costs time: the next turn finds a gap, and asks Postgres. */
export async function cacheMessages(
  { cache, log }: CacheServices,
  history: History,
  records: CacheNews,
): Promise<void> {
  const { query, cachedTail, messages, settings } = history;
  const news = settings.unknownToCache;
  const { repair } = history.files;
  const mended = repair && stillDue(repair, records.pending);
  const list = filesAfter(history.files, records);
  const anew = cachedTail === null ? messages : [];
  const appended = await appendThreadMessages(cache, {
    threadId: query.threadId,
    epoch: query.epoch,
    tail: cachedTail,
    messages: [...anew, ...records.messages],
    also: (commands) => {
      if (news) addSettings(commands, news);
      if (list) addFilesList(commands, query.threadId, list);
      if (mended) addPendingChange(commands, mended);
    },
  });
  if (!appended.ok)
    log.warn("cache.append_failed", { thread: query.threadId, reason: appended.reason });
}
