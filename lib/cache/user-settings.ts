/**
 * A person's settings in the cache: a hash with one field per change, named by its setting and its version, so
 * that threads which write at the same time only add to one another, and the newest is whatever the reader
 * finds newest. The field `complete` says that what Postgres had is among them.
 */
import * as z from "zod";
import type { UpdateId, UserId } from "../model/ids.ts";
import {
  mergeSettings,
  type SettingName,
  type StoredSetting,
  type StoredSettings,
  settingNames,
} from "../model/settings.ts";
import { cacheKey, cacheValue, cacheVersion, ttlSeconds } from "./keys.ts";
import { parseJson } from "./parse-json.ts";
import type { Cache, CacheResult, Commands, Reply } from "./redis.ts";

export type CachedSettings = {
  readonly stored: StoredSettings;
  /** False where Postgres must be asked for the rest. */
  readonly complete: boolean;
  /** Something else than our settings was found: it is replaced by the next write. */
  readonly damaged: boolean;
};

/** Redis is away, or holds what is none of ours: known is nothing. */
export const noCachedSettings: CachedSettings = { stored: {}, complete: false, damaged: false };
const damaged: CachedSettings = { ...noCachedSettings, damaged: true };

const completeField = "complete";
const completeMark = String(cacheVersion);
const fieldForm = /^([a-zA-Z]+)@(\d{1,16})\.(\d{1,16})$/;
/** HGETALL as the wire gives it: field, value, field, value … */
const hashReply = z.array(z.string());

export async function readSettings(cache: Cache, userId: UserId): Promise<CachedSettings> {
  const result = await cache.send((commands) => commands.hgetall(cacheKey.settings(userId)));
  return result.ok ? toCachedSettings(result.value[0]) : noCachedSettings;
}

export function toCachedSettings(reply: Reply | undefined): CachedSettings {
  if (!reply || "error" in reply) return damaged;
  const parts = hashReply.safeParse(reply.value).data;
  if (!parts) return damaged;
  let stored: StoredSettings = {};
  let complete = false;
  for (let index = 0; index < parts.length; index += 2) {
    const [field = "", text = ""] = parts.slice(index, index + 2);
    if (field === completeField) {
      if (text !== completeMark) return damaged;
      complete = true;
    } else {
      const setting = parseField(field, text);
      if (!setting) return damaged;
      stored = mergeSettings(stored, setting);
    }
  }
  return { stored, complete, damaged: false };
}

function parseField(field: string, text: string): StoredSettings | null {
  const [, word, changedAtMs, updateId] = fieldForm.exec(field) ?? [];
  const name = settingNames.find((known) => known === word);
  const parsed = cacheValue.setting.safeParse(parseJson(text));
  if (!name || !parsed.success) return null;
  const version = { changedAtMs: Number(changedAtMs), updateId: Number(updateId) as UpdateId };
  return { [name]: { value: parsed.data, ...version } };
}

export type SettingsWrite = {
  readonly userId: UserId;
  readonly add: StoredSettings;
  /** What {@link add} takes the place of: only to save room. */
  readonly drop?: StoredSettings;
  /** True where `add` and what is cached hold everything Postgres has. */
  readonly complete?: boolean;
  readonly replace?: boolean;
};

export async function cacheSettings(
  cache: Cache,
  write: SettingsWrite,
): Promise<CacheResult<unknown>> {
  const result = await cache.send((commands) => addSettings(commands, write));
  const refused = result.ok && result.value.some((reply) => "error" in reply);
  return refused ? { ok: false, reason: "error" } : result;
}

/** For a round trip that is made anyway. */
export function addSettings(commands: Commands, write: SettingsWrite): void {
  const { userId, add, drop = {}, complete = false, replace = false } = write;
  const key = cacheKey.settings(userId);
  const values = fieldsOf(add).map(([field, setting]) => [field, JSON.stringify(setting.value)]);
  const marks = complete ? [[completeField, completeMark]] : [];
  const gone = fieldsOf(drop).map(([field]) => field);
  if (replace) commands.del(key);
  if (values.length + marks.length > 0)
    commands.hset(key, Object.fromEntries([...values, ...marks]));
  if (gone.length > 0) commands.hdel(key, ...gone);
  commands.expire(key, ttlSeconds.settings);
}

function fieldsOf(stored: StoredSettings): (readonly [string, StoredSetting])[] {
  return settingNames.flatMap((name) => {
    const setting = stored[name];
    return setting ? [[fieldOf(name, setting), setting] as const] : [];
  });
}

function fieldOf(name: SettingName, { changedAtMs, updateId }: StoredSetting): string {
  return `${name}@${changedAtMs}.${updateId}`;
}
