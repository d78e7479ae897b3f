/** A queue message as a flush job, or the reason why it is none. */
import * as z from "zod";
import { attachmentKinds } from "../model/attachment.ts";
import { parseThreadId } from "../model/ids.ts";
import { type FlushJob, flushJobVersion } from "../model/outbox.ts";
import { storedSettings } from "./stored-settings.ts";

const id = z.int();
const count = z.int().nonnegative();
/** The last moment a Date can hold: a later one would fail behind this door, and not as a row's fault. */
const atMs = z.int().nonnegative().max(8_640_000_000_000_000);

const user = z.object({
  kind: z.literal("user"),
  user: z.object({
    id,
    firstName: z.string(),
    lastName: z.string().optional(),
    username: z.string().optional(),
    languageCode: z.string().optional(),
  }),
  seenAtMs: atMs,
});

const settings = z.object({ kind: z.literal("settings"), userId: id, settings: storedSettings });

const chatInfo = z.object({
  type: z.enum(["private", "group", "supergroup"]),
  title: z.string().optional(),
  username: z.string().optional(),
});

const chat = z.object({ kind: z.literal("chat"), chatId: id, chat: chatInfo, seenAtMs: atMs });

const chatStatus = z.object({
  kind: z.literal("chat_status"),
  membership: z.object({
    updateId: id,
    chatId: id,
    chat: chatInfo,
    status: z.enum(["active", "blocked", "left"]),
    changedAtMs: atMs,
  }),
});

const thread = z.object({
  kind: z.literal("thread"),
  chatId: id,
  topicId: id,
  userId: id,
  epoch: count,
  lastSeq: count,
  updatedAtMs: atMs,
});

const blocks = z.array(z.looseObject({ type: z.string() }));

const message = z.object({
  kind: z.literal("message"),
  epoch: count,
  message: z.object({
    seq: z.int().positive(),
    role: z.enum(["user", "assistant"]),
    blocks,
    turnId: z.string(),
    createdAtMs: atMs,
  }),
  telegramMessageIds: z.array(id),
});

const messageEdit = z.object({
  kind: z.literal("message_edit"),
  epoch: count,
  seq: z.int().positive(),
  messageId: id,
  updateId: id,
  blocks,
  editedAtMs: atMs,
});

const usage = z.object({
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWrite5mTokens: count,
  cacheWrite1hTokens: count,
  webSearches: count,
});

const turn = z.object({
  kind: z.literal("turn"),
  epoch: count,
  userId: id,
  turn: z.object({
    id: z.string(),
    attempt: count,
    outcome: z.enum(["answered", "interrupted", "stopped", "failed", "undeliverable", "compacted"]),
    model: z.string(),
    times: z.object({
      openedAtMs: atMs,
      sealedAtMs: atMs,
      claudeStartedAtMs: atMs.optional(),
      firstTokenAtMs: atMs.optional(),
      answeredAtMs: atMs.optional(),
      deliveredAtMs: atMs.optional(),
    }),
    steps: z.array(
      z.object({
        step: count,
        attempt: count,
        model: z.string(),
        usage,
        partial: z.boolean(),
        end: z.enum(["stopped", "failed"]).optional(),
        estimated: z.boolean().optional(),
      }),
    ),
    transcriptions: z.array(
      z.object({
        engine: z.string(),
        durationSeconds: z.number().nonnegative(),
        costNanoUsd: count,
      }),
    ),
    inboundCount: count,
    reading: z.object({ redisRoundTrips: count, postgresRoundTrips: count }).optional(),
    costNanoUsd: count.optional(),
    errorCode: z.string().optional(),
  }),
});

const sentMessage = z.object({
  kind: z.literal("sent_message"),
  chatId: id,
  messageId: id,
  epoch: count,
  seq: count,
  turnId: z.string(),
  sentAtMs: atMs,
});

const userFile = z.object({
  kind: z.literal("user_file"),
  file: z.object({
    id: z.string(),
    userId: id,
    chatId: id,
    madeBy: z.literal("assistant").optional(),
    fileName: z.string(),
    mimeType: z.string(),
    sizeBytes: count.optional(),
    telegramFileId: z.string(),
    telegramKind: z.enum(attachmentKinds).optional(),
    telegramFileUniqueId: z.string(),
    telegramMessageId: id,
    claude: z.object({ fileId: z.string(), expiresAtMs: atMs }).optional(),
    context: z.string().optional(),
    sentAtMs: atMs,
    isDropped: z.literal(true).optional(),
  }),
});

const kinds = [
  user,
  settings,
  chat,
  chatStatus,
  thread,
  message,
  messageEdit,
  turn,
  sentMessage,
  userFile,
] as const;
const row = z.discriminatedUnion("kind", kinds);

const flushJob = z.object({
  version: z.literal(flushJobVersion),
  threadId: z.string().refine((text) => parseThreadId(text) !== null, "not a thread id"),
  rows: z.array(
    z.union([
      z.object({ rowSeq: count, row }),
      z.object({ rowSeq: count, overflowKey: z.string().min(1) }),
    ]),
  ),
});

export type ParsedFlushJob =
  | { readonly ok: true; readonly job: FlushJob }
  | { readonly ok: false; readonly reason: string };

/** The reason names the place and the rule, never the value. */
export function parseFlushJob(message: unknown): ParsedFlushJob {
  const parsed = flushJob.safeParse(message);
  // The schema says what the type says, but for the brands and JSON values zod does not know.
  if (parsed.success) return { ok: true, job: parsed.data as unknown as FlushJob };
  const issues = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  return { ok: false, reason: `not a flush job: ${issues.slice(0, 3).join("; ")}` };
}
