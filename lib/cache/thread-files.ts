/** The files of a thread that are written down, in the cache: one value, replaced whole. */
import * as z from "zod";
import { attachmentKinds } from "../model/attachment.ts";
import type { FilesList } from "../model/files-list.ts";
import type { ThreadId } from "../model/ids.ts";
import { cacheKey, ttlSeconds } from "./keys.ts";
import type { Commands, Reply } from "./redis.ts";

const userFile = z.object({
  id: z.string(),
  userId: z.int(),
  chatId: z.int(),
  madeBy: z.literal("assistant").optional(),
  fileName: z.string(),
  mimeType: z.string(),
  sizeBytes: z.int().optional(),
  telegramFileId: z.string(),
  telegramKind: z.enum(attachmentKinds).optional(),
  telegramFileUniqueId: z.string(),
  telegramMessageId: z.int(),
  claude: z.object({ fileId: z.string(), expiresAtMs: z.int() }).optional(),
  context: z.string().optional(),
  sentAtMs: z.int(),
});

const filesList = z.object({ files: z.array(userFile), olderCount: z.int().nonnegative() });

/** A bad value is a miss. */
export function toFilesList(reply: Reply | undefined): FilesList | null {
  if (!reply || "error" in reply || typeof reply.value !== "string") return null;
  const parsed = filesList.safeParse(parseJson(reply.value));
  // The schema says what the type says, but for the brands.
  return parsed.success ? (parsed.data as unknown as FilesList) : null;
}

/** For a round trip that is made anyway. */
export function addFilesList(commands: Commands, threadId: ThreadId, list: FilesList): void {
  commands.set(cacheKey.files(threadId), JSON.stringify(list), { ex: ttlSeconds.files });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
