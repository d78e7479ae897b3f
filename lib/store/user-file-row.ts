/** A row of user_files as the file it tells of. */
import * as z from "zod";
import { attachmentKinds } from "../model/attachment.ts";
import type { UserFile } from "../model/user-file.ts";

/** Postgres gives bigint as text; ids and sizes fit a number. */
const integer = z.coerce.number().int();

const userFileRow = z.object({
  id: z.string(),
  user_id: integer,
  chat_id: integer,
  source: z.enum(["user", "assistant"]),
  name: z.string(),
  mime_type: z.string(),
  size_bytes: integer.nullable(),
  telegram_file_id: z.string(),
  telegram_kind: z.enum(attachmentKinds).nullable(),
  telegram_file_unique_id: z.string(),
  telegram_message_id: integer,
  claude_file_id: z.string().nullable(),
  context: z.string().nullable(),
  created_at: z.date(),
  expires_at: z.date().nullable(),
});

export const userFileColumns = userFileRow.keyof().options;
/** All that may be said of a file another time. */
export const userFileFacts = userFileRow.omit({ id: true }).keyof().options;

export function toUserFile(row: unknown): UserFile {
  const { claude_file_id: claudeFileId, expires_at: expiresAt, ...rest } = userFileRow.parse(row);
  const file = {
    id: rest.id,
    userId: rest.user_id,
    chatId: rest.chat_id,
    ...(rest.source === "assistant" && { madeBy: rest.source }),
    fileName: rest.name,
    mimeType: rest.mime_type,
    ...(rest.size_bytes !== null && { sizeBytes: rest.size_bytes }),
    telegramFileId: rest.telegram_file_id,
    ...(rest.telegram_kind !== null && { telegramKind: rest.telegram_kind }),
    telegramFileUniqueId: rest.telegram_file_unique_id,
    telegramMessageId: rest.telegram_message_id,
    ...(claudeFileId !== null &&
      expiresAt !== null && {
        claude: { fileId: claudeFileId, expiresAtMs: expiresAt.getTime() },
      }),
    ...(rest.context !== null && { context: rest.context }),
    sentAtMs: rest.created_at.getTime(),
  };
  // The schema says what the type says, but for the brands.
  return file as unknown as UserFile;
}
