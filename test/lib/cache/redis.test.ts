import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Cache, type CacheOptions, openCache } from "../../../lib/cache/redis.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";

let redis: Redis;
let cache: Cache;
let clockMs = 0;
let counted = 0;

beforeAll(async () => {
  redis = await startRedis({ engine: "auto" });
});
afterAll(() => redis.stop());
beforeEach(() => {
  counted = 0;
  cache = open();
});

/** Patient, so that a busy machine is not taken for a slow Redis. */
function open(options: Partial<CacheOptions> = {}): Cache {
  return openCache({
    url: redis.url,
    token: redis.token,
    callTimeoutMs: 5000,
    now: () => clockMs,
    ...options,
    onRoundTrip: () => {
      counted += 1;
    },
  });
}

const ping = () => cache.send((commands) => commands.ping());

async function refused(times: number): Promise<void> {
  for (let call = 0; call < times; call += 1) {
    clockMs += 1;
    expect(await ping()).toEqual({ ok: false, reason: "error" });
  }
}

test("several commands are one round trip, and values come back as text, whatever they look like", async () => {
  const before = redis.requestCount();
  const result = await cache.send((commands) => {
    commands.set("number", "007");
    commands.set("json", '{"a":1}');
    commands.get("number");
    commands.get("json");
    commands.get("absent");
  });
  expect(result).toEqual({
    ok: true,
    value: [
      { value: "OK" },
      { value: "OK" },
      { value: "007" },
      { value: '{"a":1}' },
      { value: null },
    ],
  });
  expect([redis.requestCount() - before, counted]).toEqual([1, 1]);
});

test("a command Redis refuses is an answer of its own, and no reason to distrust Redis", async () => {
  await cache.send((commands) => commands.set("text", "x"));
  for (let call = 0; call < 5; call += 1) {
    clockMs += 1;
    const result = await cache.send((commands) => commands.hgetall("text"));
    expect(result).toMatchObject({
      ok: true,
      value: [{ error: expect.stringContaining("WRONGTYPE") }],
    });
  }
  expect(await ping()).toMatchObject({ ok: true });
});

test("a call whose answer is lost is not tried again", async () => {
  const before = redis.requestCount();
  redis.dropAnswers(1);
  expect(await cache.send((commands) => commands.incr("tries"))).toEqual({
    ok: false,
    reason: "error",
  });
  expect(redis.requestCount() - before).toBe(1);
  expect(await cache.send((commands) => commands.get("tries"))).toMatchObject({
    value: [{ value: "1" }],
  });
});

test("a call without an answer is cut off", async () => {
  cache = open({ callTimeoutMs: 150 });
  redis.blackhole(true);
  const result = await ping();
  redis.blackhole(false);
  expect(result).toEqual({ ok: false, reason: "timeout" });
});

test("a wrong token fails without an exception", async () => {
  const stranger = open({ token: "wrong-token" });
  expect(await stranger.send((commands) => commands.ping())).toEqual({
    ok: false,
    reason: "error",
  });
});

describe("with Redis down", () => {
  test("three calls fail, then none is sent for 30 s, then one asks whether it is back", async () => {
    await redis.pause();
    await refused(3);
    expect(counted).toBe(3);
    for (let call = 0; call < 20; call += 1)
      expect(await ping()).toEqual({ ok: false, reason: "open" });
    expect(counted).toBe(3);

    clockMs += 30_000;
    const probes = await Promise.all(Array.from({ length: 100 }, ping));
    const reasons = probes.map((probe) => !probe.ok && probe.reason);
    expect(reasons).toEqual(["error", ...Array(99).fill("open")]);

    await redis.resume();
    expect(await ping()).toEqual({ ok: false, reason: "open" });
    clockMs += 30_000;
    expect(await ping()).toMatchObject({ ok: true });
    expect(await ping()).toMatchObject({ ok: true });
  });

  test("of many threads at once each fails with what it had in flight, and all of them with two calls more", async () => {
    const threads = 20;
    cache = open({ now: () => ++clockMs });
    await redis.pause();
    await Promise.all(
      Array.from({ length: threads }, async () => {
        for (let call = 0; call < 10; call += 1) await ping();
      }),
    );
    for (let call = 0; call < 5; call += 1) await ping();
    await redis.resume();
    expect(await ping()).toEqual({ ok: false, reason: "open" });
    expect(counted).toBe(threads + 2);
  });

  test("three slow calls open the breaker, slow history reads do not", async () => {
    cache = open({ callTimeoutMs: 150 });
    redis.blackhole(true);
    for (let call = 0; call < 3; call += 1) {
      clockMs += 1;
      const read = await cache.send((commands) => commands.hgetall("history"), "history");
      expect(read).toEqual({ ok: false, reason: "timeout" });
    }
    for (let call = 0; call < 3; call += 1) {
      clockMs += 1;
      expect(await ping()).toEqual({ ok: false, reason: "timeout" });
    }
    redis.blackhole(false);
    expect(await ping()).toEqual({ ok: false, reason: "open" });
  });
});
