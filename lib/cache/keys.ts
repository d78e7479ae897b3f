/**
 * The key table: every key of the cache, what it holds, how long, and what replaces it earlier. The one place
 * where key text is made. Bytes of files have no key: a request of Upstash holds 1 MB, so they lie in R2, for an
 * hour too (lib/files/bytes-key.ts).
 */
import * as z from "zod";
import { attachmentKinds } from "../model/attachment.ts";
import type { ThreadId, UserId } from "../model/ids.ts";

const minuteSeconds = 60;
const hourSeconds = 60 * minuteSeconds;

/** Design §6, "cache TTLs". What Redis evicts earlier is a miss like any other. */
export const ttlSeconds = {
  settings: 24 * hourSeconds,
  balance: minuteSeconds,
  messages: hourSeconds,
  files: hourSeconds,
  pendingFile: hourSeconds,
} as const;

/**
 * Injective: each builder has its own prefix, numbers hold no colon, and free text comes last
 * (F82: one user's key must never be another's).
 */
export const cacheKey = {
  /** Hash, one field per change ({@link cacheValue.setting}): each choice adds to it, nothing ever invalidates it. */
  settings: (userId: UserId) => `settings:${userId}`,
  /** Text ({@link cacheValue.balance}). Rewritten by the user's account whenever money moves. */
  balance: (userId: UserId) => `balance:${userId}`,
  /** Hash, field = seq ({@link cacheValue.message}). Each turn appends; /new begins another epoch, so another key. */
  messages: (threadId: ThreadId, epoch: number) => `messages:${epoch}:${threadId}`,
  /** Text ({@link cacheValue.files}): the files of a thread that are written down. Rewritten or deleted when one comes or goes. */
  files: (threadId: ThreadId) => `files:${threadId}`,
  /**
   * Text ({@link cacheValue.upload}): a file this user sent and Claude has, by Telegram's `file_unique_id`. It
   * lives as long as Claude keeps the file, and never changes meanwhile.
   */
  upload: (userId: UserId, fileUniqueId: string) => `upload:${userId}:${fileUniqueId}`,
  /** Text ({@link cacheValue.pendingFile}): a file that a tool made. Deleted when it is delivered or expires. */
  pendingFile: (pendingId: string) => `exec:meta:${pendingId}`,
  /** Set of pending ids ({@link cacheValue.pendingIds}), the O(1) index of a thread: mended from the journal wherever it differs. */
  pendingFiles: (threadId: ThreadId) => `exec:thread:${threadId}`,
} as const;

/** Stands in every value: one that another version of this code wrote is a miss, and is replaced. */
export const cacheVersion = 1;
const v = z.literal(cacheVersion);

/** What the values are, once their JSON is read. Whatever is something else is a miss, and is deleted or replaced. */
export const cacheValue = {
  message: z.object({
    v,
    seq: z.int().positive(),
    role: z.enum(["user", "assistant"]),
    blocks: z.array(z.looseObject({ type: z.string() })),
    turnId: z.string(),
    createdAtMs: z.int(),
  }),
  balance: z.object({ v, balanceNanoUsd: z.int(), ledgerSeq: z.int().nonnegative() }),
  files: z.object({
    v,
    files: z.array(
      z.object({
        id: z.string(),
        userId: z.int(),
        chatId: z.int(),
        madeBy: z.literal("assistant").exactOptional(),
        fileName: z.string(),
        mimeType: z.string(),
        sizeBytes: z.int().exactOptional(),
        telegramFileId: z.string(),
        telegramKind: z.enum(attachmentKinds).exactOptional(),
        telegramFileUniqueId: z.string(),
        telegramMessageId: z.int(),
        claude: z.object({ fileId: z.string(), expiresAtMs: z.int() }).exactOptional(),
        context: z.string().exactOptional(),
        sentAtMs: z.int(),
      }),
    ),
    olderCount: z.int().nonnegative(),
  }),
  pendingFile: z.object({
    v,
    id: z.string(),
    threadId: z.string(),
    state: z.string(),
    fileName: z.string(),
    mimeType: z.string(),
    sizeBytes: z.int(),
    context: z.string().exactOptional(),
    preview: z.string().exactOptional(),
    bytesKey: z.string(),
    madeAtMs: z.int(),
    expiresAtMs: z.int(),
  }),
  pendingIds: z.array(z.string()),
  /** A field is named by setting and version of the change; null: back to what is usual. */
  setting: z.string().nullable(),
  upload: z.object({
    v,
    file: z.object({
      type: z.enum(["image", "pdf", "document", "audio", "video"]),
      fileName: z.string(),
      mimeType: z.string(),
      sizeBytes: z.int(),
      uploaded: z.object({ claudeFileId: z.string(), expiresAtMs: z.int() }).exactOptional(),
      pageCount: z.int().exactOptional(),
      firstPageText: z.string().exactOptional(),
      isTooLargeToRead: z.literal(true).exactOptional(),
      width: z.int().exactOptional(),
      height: z.int().exactOptional(),
    }),
  }),
} as const;
