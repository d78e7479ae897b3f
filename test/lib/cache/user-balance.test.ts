/** A balance in the cache: whose it is, how long it is believed, and what is no balance of ours. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { cacheKey, cacheVersion } from "../../../lib/cache/keys.ts";
import { type Cache, openCache } from "../../../lib/cache/redis.ts";
import { cacheBalance, readCachedBalance } from "../../../lib/cache/user-balance.ts";
import type { UserId } from "../../../lib/model/ids.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";

let redis: Redis;
let cache: Cache;
beforeAll(async () => {
  redis = await startRedis({ engine: "auto" });
  cache = openCache({ url: redis.url, token: redis.token, now: Date.now, callTimeoutMs: 5000 });
});
afterAll(() => redis.stop());

const [ada, boris] = [42, 43] as UserId[] as [UserId, UserId];
const balance = { balanceNanoUsd: nanoUsd(-123_456_789_012), ledgerSeq: 7 };

test("each has their own, to the nano-dollar, for a minute", async () => {
  await cacheBalance(cache, ada, balance);
  expect(await readCachedBalance(cache, ada)).toEqual(balance);
  expect(await readCachedBalance(cache, boris)).toBeNull();
  const result = await cache.send((commands) => commands.ttl(cacheKey.balance(ada)));
  const [ttl] = result.ok ? result.value : [];
  expect(ttl && "value" in ttl ? Number(ttl.value) : -1).toBeGreaterThan(50);
  expect(ttl && "value" in ttl ? Number(ttl.value) : 99).toBeLessThanOrEqual(60);
});

test.each([
  ["no JSON", "42"],
  ["of another version", JSON.stringify({ ...balance, v: cacheVersion + 1 })],
  ["of no version", JSON.stringify(balance)],
  ["a fraction", JSON.stringify({ ...balance, v: cacheVersion, balanceNanoUsd: 0.5 })],
])("%s is not believed, and the next balance takes its place", async (_, text) => {
  await cache.send((commands) => commands.set(cacheKey.balance(boris), text));
  expect(await readCachedBalance(cache, boris)).toBeNull();
  await cacheBalance(cache, boris, balance);
  expect(await readCachedBalance(cache, boris)).toEqual(balance);
});
