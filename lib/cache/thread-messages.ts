/** The tail of a thread's messages in the cache: read with everything else a turn needs, appended in one round trip. */
import * as z from "zod";
import type { ThreadId } from "../model/ids.ts";
import type { StoredMessage } from "../model/message.ts";
import { cacheKey, ttlSeconds } from "./keys.ts";
import type { Cache, CacheFailure, CacheResult, Commands, Reply } from "./redis.ts";
import { deserializeMessage, serializeMessage } from "./stored-message.ts";
import { planTail, type Tail } from "./tail.ts";

export type ThreadContext = { readonly threadId: ThreadId; readonly epoch: number };

/**
 * `messages` are in seq order, exactly as cached: whether they reach the thread's last seq without
 * a gap is for the caller, who knows it. Keep `tail` for the next append.
 * `damaged`: something else than our messages was found; append with `tail: null` and it is replaced.
 */
export type ThreadRead =
  | { readonly kind: "hit"; readonly messages: readonly StoredMessage[]; readonly tail: Tail }
  | { readonly kind: "miss"; readonly reason: "empty" | "damaged" | CacheFailure };

export type Append = ThreadContext & {
  /**
   * What is cached now: from the last read or append; `[]` for a thread known to be empty there.
   * `null` where it is unknown or damaged: the key is then replaced by `messages` alone.
   */
  readonly tail: Tail | null;
  readonly messages: readonly StoredMessage[];
  /** What else travels with this round trip. */
  readonly also?: (commands: Commands) => void;
};

/**
 * Writes the messages, drops the oldest beyond the size limit and renews the time to live, all in
 * one round trip. Gives the tail for the next append; after a failure that is `null`.
 */
export async function appendThreadMessages(
  cache: Cache,
  append: Append,
): Promise<CacheResult<Tail>> {
  const key = cacheKey.messages(append.threadId, append.epoch);
  const values = new Map(
    append.messages.map((message) => [message.seq, serializeMessage(message)]),
  );
  const added = [...values].map(([seq, text]) => ({ seq, sizeBytes: sizeBytes(text) }));
  const { keep, drop } = planTail(append.tail ?? [], added);
  for (const seq of drop) values.delete(seq);

  const result = await cache.send((commands) => {
    if (append.tail === null) commands.del(key);
    if (values.size > 0) commands.hset(key, Object.fromEntries(values));
    if (drop.length > 0) commands.hdel(key, ...drop.map(String));
    commands.expire(key, ttlSeconds.messages);
    append.also?.(commands);
  });
  if (!result.ok) return result;
  const refused = result.value.some((reply) => "error" in reply);
  return refused ? { ok: false, reason: "error" } : { ok: true, value: keep };
}

/** HGETALL as the wire gives it: field, value, field, value … */
const hashReply = z.array(z.string());

export function toThreadRead(reply: Reply | undefined): ThreadRead {
  if (!reply || "error" in reply) return { kind: "miss", reason: "damaged" };
  const parts = hashReply.safeParse(reply.value);
  if (!parts.success) return { kind: "miss", reason: "damaged" };
  if (parts.data.length === 0) return { kind: "miss", reason: "empty" };

  const read: { message: StoredMessage; sizeBytes: number }[] = [];
  for (let index = 0; index < parts.data.length; index += 2) {
    const [field, text = ""] = parts.data.slice(index, index + 2);
    const message = deserializeMessage(text);
    if (!message || String(message.seq) !== field) return { kind: "miss", reason: "damaged" };
    read.push({ message, sizeBytes: sizeBytes(text) });
  }
  read.sort((a, b) => a.message.seq - b.message.seq);
  return {
    kind: "hit",
    messages: read.map(({ message }) => message),
    tail: read.map(({ message, sizeBytes }) => ({ seq: message.seq, sizeBytes })),
  };
}

function sizeBytes(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
