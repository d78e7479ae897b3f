import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cacheKey } from "../../../lib/cache/keys.ts";
import { type Cache, openCache } from "../../../lib/cache/redis.ts";
import { readTurnMemory } from "../../../lib/cache/turn-memory.ts";
import { cacheSettings, readSettings } from "../../../lib/cache/user-settings.ts";
import type { ThreadId, UpdateId, UserId } from "../../../lib/model/ids.ts";
import type { StoredSetting } from "../../../lib/model/settings.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";

const userId = 42 as UserId;
const key = cacheKey.settings(userId);

let redis: Redis;
let cache: Cache;
let clockMs = 0;

beforeAll(async () => {
  redis = await startRedis({ engine: "auto" });
});
afterAll(() => redis.stop());
beforeEach(async () => {
  const { url, token } = redis;
  cache = openCache({ url, token, now: () => clockMs++, callTimeoutMs: 5000 });
  await cache.send((commands) => commands.flushall());
});

function setting(value: string | null, changedAtMs: number, updateId = 1): StoredSetting {
  return { value, changedAtMs, updateId: updateId as UpdateId };
}

async function fieldCount(): Promise<unknown> {
  const result = await cache.send((commands) => commands.hlen(key));
  return result.ok && result.value[0];
}

const older = setting("claude-haiku-5-5", 10);
const newer = setting("claude-opus-5-5", 10, 2);
const pirate = setting('a "pirate" ☠\n', 20);

test("what is chosen in two threads at the same time is all there, whoever comes last", async () => {
  await cacheSettings(cache, { userId, add: { model: newer } });
  await cacheSettings(cache, { userId, add: { personality: pirate } });
  await cacheSettings(cache, { userId, add: { model: older }, complete: true });
  expect(await readSettings(cache, userId)).toEqual({
    stored: { model: newer, personality: pirate },
    complete: true,
    damaged: false,
  });
});

test("a choice alone does not pretend to be all there is", async () => {
  await cacheSettings(cache, { userId, add: { model: newer } });
  expect(await readSettings(cache, userId)).toMatchObject({ complete: false });
});

test("somebody who chose nothing is known for that, and what was given back stays given back", async () => {
  await cacheSettings(cache, { userId, add: {}, complete: true });
  expect(await readSettings(cache, userId)).toMatchObject({ stored: {}, complete: true });
  await cacheSettings(cache, { userId, add: { personality: setting(null, 30) } });
  await cacheSettings(cache, { userId, add: { personality: pirate } });
  const { stored } = await readSettings(cache, userId);
  expect(stored.personality?.value).toBeNull();
});

test("what a choice takes the place of leaves no room taken", async () => {
  await cacheSettings(cache, { userId, add: { model: older } });
  await cacheSettings(cache, { userId, add: { model: newer }, drop: { model: older } });
  expect(await fieldCount()).toEqual({ value: 1 });
});

test("they are kept a day", async () => {
  await cacheSettings(cache, { userId, add: { model: newer } });
  const ttl = await cache.send((commands) => commands.ttl(key));
  expect(ttl.ok && ttl.value[0]).toEqual({ value: 86_400 });
});

test.each([
  ["another kind of value", ["set", key, "garbage"]],
  ["a field nobody knows", ["hset", key, "theme@1.1", '"dark"']],
  ["a field without a version", ["hset", key, "model", '"claude-opus-5-5"']],
  ["a value that is no JSON", ["hset", key, "model@1.1", "opus"]],
  ["another version", ["hset", key, "complete", "2"]],
  ["a value of another type", ["hset", key, "model@1.1", "7"]],
])("%s is a miss, and the next write replaces it", async (_what, command) => {
  await fetch(redis.url, {
    method: "POST",
    headers: { authorization: `Bearer ${redis.token}` },
    body: JSON.stringify(command),
  });
  const nothing = { stored: {}, complete: false, damaged: true };
  expect(await readSettings(cache, userId)).toEqual(nothing);
  const write = { userId, add: { model: newer }, complete: true, replace: true };
  expect(await cacheSettings(cache, write)).toMatchObject({ ok: true });
  expect(await readSettings(cache, userId)).toEqual({
    stored: { model: newer },
    complete: true,
    damaged: false,
  });
});

test("a turn's messages and settings come in one round trip, and garbage in one spares the other", async () => {
  await cacheSettings(cache, { userId, add: { model: newer }, complete: true });
  const context = { threadId: "42:0:42" as ThreadId, epoch: 1 };
  await cache.send((commands) => commands.set(cacheKey.messages(context.threadId, 1), "garbage"));
  const before = redis.requestCount();
  const memory = await readTurnMemory(cache, { ...context, userId });
  expect(redis.requestCount() - before).toBe(1);
  expect(memory.messages).toEqual({ kind: "miss", reason: "damaged" });
  expect(memory.settings).toMatchObject({ stored: { model: newer }, complete: true });
});
