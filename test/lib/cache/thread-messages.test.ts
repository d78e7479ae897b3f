import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cacheKey } from "../../../lib/cache/keys.ts";
import { type Cache, type Commands, openCache } from "../../../lib/cache/redis.ts";
import { tailLimitBytes } from "../../../lib/cache/tail.ts";
import {
  appendThreadMessages,
  type ThreadContext,
  type ThreadRead,
} from "../../../lib/cache/thread-messages.ts";
import { readTurnMemory } from "../../../lib/cache/turn-memory.ts";
import type { ThreadId, TurnId, UserId } from "../../../lib/model/ids.ts";
import type { StoredMessage } from "../../../lib/model/message.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";

const context = { threadId: "-100500:7:42" as ThreadId, epoch: 1 };
const key = cacheKey.messages(context.threadId, context.epoch);

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

function message(seq: number, text = `text ${seq} 👩‍👩‍👧 \u0000 "\n`): StoredMessage {
  const role = seq % 2 === 1 ? "user" : "assistant";
  const blocks = [
    { type: "thinking", thinking: "", signature: "abc==" },
    { type: "text", text },
  ];
  return { seq, role, blocks, turnId: "turn-1" as TurnId, createdAtMs: 1_795_000_000_000 + seq };
}

const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index));

async function ask(fill: (commands: Commands) => unknown): Promise<unknown> {
  const result = await cache.send((commands) => {
    fill(commands);
  });
  const reply = result.ok ? result.value[0] : undefined;
  return reply && "value" in reply ? reply.value : reply;
}

async function readThreadMessages(from: Cache, thread: ThreadContext): Promise<ThreadRead> {
  return (await readTurnMemory(from, { ...thread, userId: 42 as UserId })).messages;
}

function seqs(read: ThreadRead): number[] | string {
  return read.kind === "hit" ? read.messages.map(({ seq }) => seq) : read.reason;
}

test("a conversation comes back block for block and in order, one round trip each way", async () => {
  const before = redis.requestCount();
  const written = await appendThreadMessages(cache, {
    ...context,
    tail: [],
    messages: messages(1, 12),
  });
  expect(redis.requestCount() - before).toBe(1);

  const read = await readThreadMessages(cache, context);
  expect(redis.requestCount() - before).toBe(2);
  expect(read).toEqual({
    kind: "hit",
    messages: messages(1, 12),
    tail: written.ok && written.value,
  });
});

test("the next turn appends to what was read", async () => {
  await appendThreadMessages(cache, { ...context, tail: [], messages: messages(1, 2) });
  const read = await readThreadMessages(cache, context);
  const tail = read.kind === "hit" ? read.tail : null;
  await appendThreadMessages(cache, { ...context, tail, messages: messages(3, 4) });
  expect(seqs(await readThreadMessages(cache, context))).toEqual([1, 2, 3, 4]);
});

test("another epoch or thread sees none of it", async () => {
  await appendThreadMessages(cache, { ...context, tail: [], messages: messages(1, 2) });
  expect(seqs(await readThreadMessages(cache, { ...context, epoch: 2 }))).toBe("empty");
  const stranger = { ...context, threadId: "-100500:7:43" as ThreadId };
  expect(seqs(await readThreadMessages(cache, stranger))).toBe("empty");
});

test("it is forgotten an hour after the last message", async () => {
  await appendThreadMessages(cache, { ...context, tail: [], messages: messages(1, 1) });
  await ask((commands) => commands.persist(key));
  await appendThreadMessages(cache, { ...context, tail: [], messages: messages(2, 2) });
  const left = Number(await ask((commands) => commands.ttl(key)));
  expect(left).toBeGreaterThan(3590);
  expect(left).toBeLessThanOrEqual(3600);
});

test("a long conversation keeps its newest 256 kB, whoever counts", async () => {
  const big = (seq: number) => message(seq, "ü".repeat(20_000));
  let tail = null;
  for (let seq = 1; seq <= 10; seq += 1) {
    const written = await appendThreadMessages(cache, { ...context, tail, messages: [big(seq)] });
    tail = written.ok ? written.value : null;
  }
  const read = await readThreadMessages(cache, context);
  expect(seqs(read)).toEqual([5, 6, 7, 8, 9, 10]);
  expect(read).toMatchObject({ tail });
  const values = (await ask((commands) => commands.hvals(key))) as string[];
  expect(Buffer.byteLength(values.join(""))).toBeLessThanOrEqual(tailLimitBytes);
});

test("a message too big for the cache leaves nothing behind rather than a gap", async () => {
  const written = await appendThreadMessages(cache, {
    ...context,
    tail: [],
    messages: messages(1, 2),
  });
  const tail = written.ok ? written.value : null;
  const huge = message(3, "x".repeat(tailLimitBytes));
  expect(await appendThreadMessages(cache, { ...context, tail, messages: [huge] })).toEqual({
    ok: true,
    value: [],
  });
  expect(seqs(await readThreadMessages(cache, context))).toBe("empty");
});

describe("garbage under the key is a miss, and gone after the next write", () => {
  const good = JSON.stringify({ v: 1, ...message(1) });
  test.each<[string, (commands: Commands) => unknown]>([
    ["a text", (commands) => commands.set(key, "junk")],
    ["a list", (commands) => commands.rpush(key, "junk")],
    ["a set", (commands) => commands.sadd(key, "junk")],
    ["no JSON", (commands) => commands.hset(key, { 1: "{" })],
    ["another shape", (commands) => commands.hset(key, { 1: '{"seq":1}' })],
    ["another version", (commands) => commands.hset(key, { 1: good.replace("1", "2") })],
    ["no version", (commands) => commands.hset(key, { 1: JSON.stringify(message(1)) })],
    ["null", (commands) => commands.hset(key, { 1: "null" })],
    ["a message under another's seq", (commands) => commands.hset(key, { 1: good, 2: good })],
    ["a foreign field", (commands) => commands.hset(key, { 1: good, note: "hi" })],
  ])("%s", async (_, spoil) => {
    await ask(spoil);
    expect(await readThreadMessages(cache, context)).toEqual({ kind: "miss", reason: "damaged" });

    const repaired = { ...context, tail: null, messages: messages(1, 3) };
    expect(await appendThreadMessages(cache, repaired)).toMatchObject({ ok: true });
    expect(seqs(await readThreadMessages(cache, context))).toEqual([1, 2, 3]);
  });
});

test("appending to a key that went bad meanwhile is reported as an error", async () => {
  await ask((commands) => commands.set(key, "junk"));
  const append = { ...context, tail: [], messages: messages(1, 1) };
  expect(await appendThreadMessages(cache, append)).toEqual({ ok: false, reason: "error" });
});

test("Redis down is a miss and a refused write, not an exception", async () => {
  await redis.pause();
  const read = await readThreadMessages(cache, context);
  const written = await appendThreadMessages(cache, {
    ...context,
    tail: null,
    messages: messages(1, 1),
  });
  await redis.resume();
  expect(read).toEqual({ kind: "miss", reason: "error" });
  expect(written).toEqual({ ok: false, reason: "error" });
});
