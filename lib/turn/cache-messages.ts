/** Puts what was said last where the next turn looks first, in the turn's one round trip to write. */
import type { Cache } from "../cache/redis.ts";
import { appendThreadMessages } from "../cache/thread-messages.ts";
import { addSettings } from "../cache/user-settings.ts";
import type { Log } from "../ops/log.ts";
import type { History } from "./history.ts";
import type { TurnRecords } from "./record-turn.ts";

type CacheServices = { readonly cache: Cache; readonly log: Log };

/** A failure only costs time: the next turn finds a gap, and asks Postgres. */
export async function cacheMessages(
  { cache, log }: CacheServices,
  history: History,
  { messages: said }: Pick<TurnRecords, "messages">,
): Promise<void> {
  const { query, cachedTail, messages, settings } = history;
  const news = settings.unknownToCache;
  const anew = cachedTail === null ? messages : [];
  const appended = await appendThreadMessages(cache, {
    threadId: query.threadId,
    epoch: query.epoch,
    tail: cachedTail,
    messages: [...anew, ...said],
    ...(news && { also: (commands) => addSettings(commands, news) }),
  });
  if (!appended.ok)
    log.warn("cache.append_failed", { thread: query.threadId, reason: appended.reason });
}
