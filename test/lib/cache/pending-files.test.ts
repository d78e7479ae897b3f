/** The copy of a thread's pending files in Redis: how it is read, mended, and what others' files cost it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { cacheKey } from "../../../lib/cache/keys.ts";
import { changePending } from "../../../lib/cache/pending-files.ts";
import { type Cache, openCache } from "../../../lib/cache/redis.ts";
import { readTurnMemory } from "../../../lib/cache/turn-memory.ts";
import type { ThreadId, UserId } from "../../../lib/model/ids.ts";
import type { MadeRecord } from "../../../lib/model/made-record.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";
import { madeRecord } from "../../support/made-records.ts";

let redis: Redis;
let cache: Cache;
/** What travelled, command by command. */
const sent: string[][] = [];
beforeAll(async () => {
  redis = await startRedis({ engine: "auto" });
  const { url, token } = redis;
  const real = openCache({ url, token, now: Date.now, callTimeoutMs: 5000 });
  cache = {
    send: (fill, kind) =>
      real.send((commands) => {
        fill(commands);
        const queued = (commands as unknown as { commands: { command: unknown[] }[] }).commands;
        sent.push(...queued.map(({ command }) => command.map(String)));
      }, kind),
  };
});
afterAll(() => redis.stop());

const lasting = (id: string) => madeRecord(id, { expiresAtMs: Date.now() + 3_000_000 });
const ids = (records: readonly MadeRecord[] | undefined) => records?.map(({ id }) => id);

async function repairOf(threadId: ThreadId, pending: readonly MadeRecord[]) {
  const query = { threadId, epoch: 1, userId: 42 as UserId, files: { pending } };
  return (await readTurnMemory(cache, query)).pendingRepair;
}

test("what is right needs no mending; what was flushed or is stale does, and then is right", async () => {
  const threadId = "42:0:42" as ThreadId;
  const pending = [lasting("exec_a"), lasting("exec_b")];
  await changePending(cache, { threadId, kept: pending, gone: [] });
  expect(await repairOf(threadId, pending)).toBeNull();

  await cache.send((commands) => commands.del(cacheKey.pendingFile("exec_b")));
  await cache.send((commands) => commands.sadd(cacheKey.pendingFiles(threadId), "exec_old"));
  const repair = await repairOf(threadId, pending);
  expect(ids(repair?.kept)).toEqual(["exec_b"]);
  expect(repair?.gone).toEqual(["exec_old"]);
  if (repair) await changePending(cache, repair);
  expect(await repairOf(threadId, pending)).toBeNull();

  const ofAnotherVersion = JSON.stringify({ v: 0, id: "exec_a" });
  await cache.send((commands) => {
    commands.set(cacheKey.pendingFile("exec_a"), ofAnotherVersion);
    commands.set(cacheKey.pendingFile("exec_b"), "garbage");
  });
  expect(ids((await repairOf(threadId, pending))?.kept)).toEqual(["exec_a", "exec_b"]);

  await cache.send((commands) => commands.flushall());
  expect(ids((await repairOf(threadId, pending))?.kept)).toEqual(["exec_a", "exec_b"]);
});

test("a value is gone when its file is, whenever it was written", async () => {
  const threadId = "43:0:43" as ThreadId;
  const soon = madeRecord("exec_soon", { expiresAtMs: Date.now() + 20_000 });
  await changePending(cache, { threadId, kept: [soon], gone: [] });
  const result = await cache.send((commands) => commands.ttl(cacheKey.pendingFile("exec_soon")));
  const [ttl] = result.ok ? result.value : [];
  expect(ttl && "value" in ttl ? Number(ttl.value) : -1).toBeLessThanOrEqual(20);
});

test("a hundred files of other threads change no command of one thread", async () => {
  const threadId = "44:0:44" as ThreadId;
  const pending = [lasting("exec_one"), lasting("exec_two")];
  await changePending(cache, { threadId, kept: pending, gone: [] });
  const commandsOf = async () => {
    sent.length = 0;
    await repairOf(threadId, pending);
    return [...sent];
  };
  const alone = await commandsOf();
  await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      changePending(cache, {
        threadId: `${1000 + at}:0:${1000 + at}` as ThreadId,
        kept: [lasting(`exec_other${at}`)],
        gone: [],
      }),
    ),
  );
  const crowded = await commandsOf();
  expect(crowded).toEqual(alone);
  expect(crowded.map(([name]) => name?.toLowerCase())).toEqual([
    "hgetall",
    "hgetall",
    "get",
    "smembers",
    "mget",
  ]);
});
