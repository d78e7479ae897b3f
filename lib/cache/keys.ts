/** Every key the cache knows, with its time to live: the one place where key text is made. */
import type { ThreadId, UserId } from "../model/ids.ts";

const minuteSeconds = 60;
const hourSeconds = 60 * minuteSeconds;

/** Design §6, "cache TTLs". */
export const ttlSeconds = {
  settings: 24 * hourSeconds,
  balance: minuteSeconds,
  thread: 24 * hourSeconds,
  messages: hourSeconds,
  files: hourSeconds,
  fileBytes: hourSeconds,
  pendingFile: hourSeconds,
} as const;

/**
 * Injective: each builder has its own prefix, numbers hold no colon, and free text comes last
 * (F82: one user's key must never be another's).
 */
export const cacheKey = {
  settings: (userId: UserId) => `settings:${userId}`,
  balance: (userId: UserId) => `balance:${userId}`,
  thread: (threadId: ThreadId) => `thread:${threadId}`,
  /** Hash: field = seq, value = the message as JSON. */
  messages: (threadId: ThreadId, epoch: number) => `messages:${epoch}:${threadId}`,
  files: (threadId: ThreadId) => `files:${threadId}`,
  /** A file this user sent and Claude has: Telegram's `file_unique_id`. */
  upload: (userId: UserId, fileUniqueId: string) => `upload:${userId}:${fileUniqueId}`,
  fileBytes: (fileId: string) => `file:bytes:${fileId}`,
  pendingFile: (pendingId: string) => `exec:meta:${pendingId}`,
  /** Set of pending ids: the O(1) index of a thread's pending files. */
  pendingFiles: (threadId: ThreadId) => `exec:thread:${threadId}`,
} as const;
