/** What a turn knows comes from Redis where it can (S55), and is the same whatever lies there instead (F54) and however slowly Postgres wakes (F60). */
import { setTimeout as after } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cacheKey } from "../../../lib/cache/keys.ts";
import { openCache } from "../../../lib/cache/redis.ts";
import type { Clock } from "../../../lib/model/clock.ts";
import type { ThreadId, UserId } from "../../../lib/model/ids.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { cacheMessages } from "../../../lib/turn/cache-messages.ts";
import { readHistory } from "../../../lib/turn/history.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";
import { madeRecord } from "../../support/made-records.ts";
import { jobOf } from "../store/flush-jobs.ts";
import { type MigratedStore, startMigratedStore } from "../store/migrated-store.ts";
import { messageRow, settingsRow, thread as threadId, userFileRow } from "../store/outbox-rows.ts";

const userId = 42 as UserId;
const pending = [madeRecord("made-1", { expiresAtMs: Date.now() + 3_000_000 })];
const query = {
  threadId,
  userId,
  epoch: 1,
  fromSeq: 1,
  lastSeq: 2,
  own: {},
  overlay: [],
  files: { threadIds: [threadId], pending, dropped: [], isNew: false },
};
const clock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => after(ms, undefined, { signal }).catch(() => undefined),
};
const said: string[] = [];
const log = createLog({ out: (line) => said.push(line), err: (line) => said.push(line) });

let redis: Redis;
let db: MigratedStore;
beforeAll(async () => {
  [redis, db] = await Promise.all([startRedis({ engine: "auto" }), startMigratedStore()]);
  const rows = [messageRow(1, "hello"), messageRow(2, "good day"), settingsRow, userFileRow(10)];
  await applyJobs(db.store, [jobOf(rows)], Date.now);
});
afterAll(() => Promise.all([redis.stop(), db.postgres.stop()]));

const openRedis = () => openCache({ ...redis, now: Date.now, callTimeoutMs: 5000 });

/** What the turn knows, and how often it asked Postgres for it. */
async function turn(asked = query) {
  const services = { store: db.store, cache: openRedis(), log, clock };
  const history = await readHistory(services, asked);
  await cacheMessages(services, history, { messages: [], rows: [], pending });
  const { messages, settings, files } = history;
  return {
    asked: history.reading.postgresRoundTrips,
    isMended: files.repair === null,
    known: { messages, settings: settings.stored, files: files.list },
  };
}

async function run(...[command = "", ...rest]: string[]): Promise<unknown> {
  const response = await fetch(redis.url, {
    method: "POST",
    headers: { authorization: `Bearer ${redis.token}` },
    body: JSON.stringify([command, ...rest]),
  });
  return ((await response.json()) as { result: unknown }).result;
}

test("S55 what Redis does not have is asked of Postgres once, and then is there", async () => {
  await run("FLUSHALL");
  const first = await turn();
  expect(first).toMatchObject({
    asked: 3,
    known: {
      messages: [{ seq: 1 }, { seq: 2 }],
      settings: { model: { value: "opus" } },
      files: { files: [{ fileName: "quay.jpg" }] },
    },
  });
  expect(await turn()).toEqual({ asked: 0, isMended: true, known: first.known });
});

test("a thread longer than Redis holds is known whole, and its turns write no more than others", async () => {
  const long = "1:0:42" as ThreadId;
  const said = Array.from({ length: 60 }, (_, at) => messageRow(at + 1, "x".repeat(6000)));
  await applyJobs(db.store, [jobOf(said, 1, long)], Date.now);
  const asked = { ...query, threadId: long, lastSeq: said.length };
  expect((await turn(asked)).known.messages).toHaveLength(60);
  expect(redis.requests().at(-1)?.sizeBytes).toBeGreaterThan(200_000);
  expect((await turn(asked)).known.messages).toHaveLength(60);
  expect(redis.requests().at(-1)?.sizeBytes).toBeLessThan(1000);
});

const keys = {
  messages: cacheKey.messages(threadId, 1),
  settings: cacheKey.settings(userId),
  files: cacheKey.files(threadId),
  "a pending file": cacheKey.pendingFile("made-1"),
  "pending files": cacheKey.pendingFiles(threadId),
};

/** Writes over what is there; `held` is what it was, where it was text or a hash. */
const poisons: Readonly<Record<string, (key: string) => Promise<unknown>>> = {
  garbage: (key) => run("SET", key, "\u0000{not ours"),
  "another type": async (key) => {
    await run("DEL", key);
    await run("RPUSH", key, "a", "b");
  },
  "an empty hash of somebody's": async (key) => {
    await run("DEL", key);
    await run("HSET", key, "field", "{}");
  },
  "another version": async (key) => {
    const held = await run("GET", key);
    await run("SET", key, String(held).replace('"v":1', '"v":2'));
  },
  "a value cut off": async (key) => {
    const [field, text] = ((await run("HGETALL", key)) as string[] | null) ?? [];
    if (field) return run("HSET", key, field, String(text).slice(0, -3));
    const held = await run("GET", key);
    return run("SET", key, String(held).slice(0, -3));
  },
};

const cases = Object.entries(keys).flatMap(([name, key]) =>
  Object.entries(poisons).map(([poison, put]) => ({ name, key, poison, put })),
);

test.each(cases)(
  "F54 $poison in place of $name: the turn knows the same, and the next is warm",
  async ({ key, put }) => {
    await run("FLUSHALL");
    await turn();
    const { known } = await turn();
    await put(key);
    said.length = 0;
    expect((await turn()).known).toEqual(known);
    expect(said.filter((line) => line.includes("append_failed"))).toEqual([]);
    expect(await turn()).toEqual({ asked: 0, isMended: true, known });
  },
);

test("F60 nothing in Redis, and Postgres takes three seconds to wake: the turn waits, and knows all", async () => {
  const { known } = await turn();
  await run("FLUSHALL");
  db.postgres.suspend();
  const waiting = turn();
  await after(3000);
  db.postgres.wake();
  expect((await waiting).known).toEqual(known);
});
