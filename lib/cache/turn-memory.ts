/** What the cache remembers for a turn, messages and settings, in one round trip. */
import type { UserId } from "../model/ids.ts";
import { cacheKey } from "./keys.ts";
import type { Cache } from "./redis.ts";
import { type ThreadContext, type ThreadRead, toThreadRead } from "./thread-messages.ts";
import { type CachedSettings, noCachedSettings, toCachedSettings } from "./user-settings.ts";

export type TurnMemory = { readonly messages: ThreadRead; readonly settings: CachedSettings };

/** Limit 1 s; slowness is not counted by the breaker, a refused connection is. */
export async function readTurnMemory(
  cache: Cache,
  { threadId, epoch, userId }: ThreadContext & { readonly userId: UserId },
): Promise<TurnMemory> {
  const result = await cache.send((commands) => {
    commands.hgetall(cacheKey.messages(threadId, epoch));
    commands.hgetall(cacheKey.settings(userId));
  }, "history");
  if (!result.ok)
    return { messages: { kind: "miss", reason: result.reason }, settings: noCachedSettings };
  const [messages, settings] = result.value;
  return { messages: toThreadRead(messages), settings: toCachedSettings(settings) };
}
