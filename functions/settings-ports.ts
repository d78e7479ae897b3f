/** A thread's way to its person's settings: the cache first, Postgres where the cache does not know. */
import { cacheSettings, readSettings } from "../lib/cache/user-settings.ts";
import { completeSettings } from "../lib/turn/known-settings.ts";
import type { ThreadPorts } from "../lib/turn/thread-ports.ts";
import type { Services } from "./compose.ts";

type SettingsPorts = Pick<ThreadPorts, "readSettings" | "cacheSettings">;

export function settingsPorts(services: Services): SettingsPorts {
  const { cache, log } = services;
  return {
    readSettings: async (query) =>
      completeSettings(services, query, await readSettings(cache, query.userId)),
    async cacheSettings(write) {
      const cached = await cacheSettings(cache, write);
      if (!cached.ok)
        log.warn("cache.settings_failed", { user: write.userId, reason: cached.reason });
    },
  };
}
