/** Files that Claude has already, by owner: the same file twice is uploaded once while it is valid. */
import type { ReceivedFile } from "../model/attachment.ts";
import type { UserId } from "../model/ids.ts";
import { cacheKey, cacheValue, cacheVersion } from "./keys.ts";
import { parseJson } from "./parse-json.ts";
import type { Cache } from "./redis.ts";

/** Without Redis nothing is known, and a file is uploaded again. */
export function openKnownUploads(cache: Cache) {
  return {
    async known(userId: UserId, fileUniqueId: string): Promise<ReceivedFile | null> {
      const key = cacheKey.upload(userId, fileUniqueId);
      const result = await cache.send((commands) => commands.get(key));
      const [reply] = result.ok ? result.value : [];
      if (reply === undefined || ("value" in reply && reply.value === null)) return null;
      const text = "value" in reply && typeof reply.value === "string" ? reply.value : "";
      const known = cacheValue.upload.safeParse(parseJson(text)).data;
      if (known === undefined) await cache.send((commands) => commands.del(key));
      return known?.file ?? null;
    },

    /** Until Claude forgets it. Its bytes in R2 are gone long before that, so they are not named. */
    async remember(userId: UserId, fileUniqueId: string, file: ReceivedFile): Promise<void> {
      if (file.uploaded === undefined) return;
      const { bytesKey: _gone, ...lasting } = file;
      const key = cacheKey.upload(userId, fileUniqueId);
      const value = JSON.stringify({ v: cacheVersion, file: lasting });
      const { expiresAtMs } = file.uploaded;
      await cache.send((commands) => commands.set(key, value, { pxat: expiresAtMs }));
    },
  };
}
