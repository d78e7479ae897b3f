/** A person's settings as a thread can know them: from the cache, else from Postgres, and its own changes over both. */
import type { CachedSettings, SettingsWrite } from "../cache/user-settings.ts";
import type { Clock } from "../model/clock.ts";
import type { UserId } from "../model/ids.ts";
import {
  mergeSettings,
  type StoredSetting,
  type StoredSettings,
  settingNames,
} from "../model/settings.ts";
import { describeError } from "../ops/describe-error.ts";
import type { Log } from "../ops/log.ts";
import type { Store } from "../store/open-store.ts";
import { readSettings } from "../store/read-settings.ts";

export type SettingsServices = { readonly store: Store; readonly log: Log; readonly clock: Clock };

export type SettingsQuery = {
  readonly userId: UserId;
  /** The newest the thread has heard; all there is where cache and Postgres are away. */
  readonly own: StoredSettings;
};

export type KnownSettings = {
  readonly stored: StoredSettings;
  /** What the cache must be told with the next write to it; null where it knows all of this. */
  readonly unknownToCache: SettingsWrite | null;
};

/** A suspended Neon compute wakes in three seconds at most; a choice is not worth a longer silence. */
const patienceMs = 4000;

export async function completeSettings(
  services: SettingsServices,
  { userId, own }: SettingsQuery,
  cached: CachedSettings,
): Promise<KnownSettings> {
  const fromStore = cached.complete ? {} : await readStored(services, userId);
  const stored = mergeSettings(mergeSettings(cached.stored, fromStore ?? {}), own);
  const complete = !cached.complete && fromStore !== null;
  const add = newerThan(cached.stored, stored);
  if (Object.keys(add).length === 0 && !complete) return { stored, unknownToCache: null };
  const unknownToCache = { userId, add, complete, replace: cached.damaged };
  return { stored, unknownToCache };
}

/** Null where Postgres does not answer, or not soon enough. */
async function readStored(
  { store, log, clock }: SettingsServices,
  userId: UserId,
): Promise<StoredSettings | null> {
  const answered = new AbortController();
  const tooLate = clock.sleep(patienceMs, answered.signal).then(() => {
    if (!answered.signal.aborted) throw new Error("Postgres did not answer soon enough");
    return null;
  });
  try {
    return await Promise.race([readSettings(store, userId), tooLate]);
  } catch (thrown) {
    log.warn("settings.store_failed", { user: userId, ...describeError(thrown) });
    return null;
  } finally {
    answered.abort();
  }
}

function newerThan(cached: StoredSettings, stored: StoredSettings): StoredSettings {
  const news = settingNames.flatMap((name) => {
    const setting = stored[name];
    return setting && !isSame(setting, cached[name]) ? [[name, setting]] : [];
  });
  return Object.fromEntries(news);
}

function isSame(one: StoredSetting, other: StoredSetting | undefined): boolean {
  return one.changedAtMs === other?.changedAtMs && one.updateId === other.updateId;
}
