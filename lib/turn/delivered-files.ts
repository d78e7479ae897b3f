/** Files that tools made and Telegram took: from then on they are files of the conversation like any other. */
import { heldUserFile } from "../files/known-user-file.ts";
import type { ChatId, ThreadAddress } from "../model/ids.ts";
import type { HeldFile } from "../model/known-file.ts";
import { filesOf, type PlannedFile, type SentFile, type TurnState } from "../model/turn-state.ts";
import { deliveredFileId, type UserFile } from "../model/user-file.ts";
import { plannedParts } from "./turn-phases.ts";

export type Delivered = {
  readonly planned: Pick<PlannedFile, "fileName" | "mimeType" | "sizeBytes" | "context">;
  readonly sent: SentFile & { readonly chatId: ChatId };
  readonly thread: ThreadAddress;
  readonly atMs: number;
};

export function deliveredFile(delivered: Delivered): HeldFile {
  return heldUserFile(userFileOf(delivered), delivered.atMs);
}

/** All that this turn has delivered so far. */
export function deliveredFiles(turn: TurnState, atMs: number): UserFile[] {
  const thread = turn.items.at(-1)?.inbound.thread;
  if (!thread) return [];
  const parts = plannedParts(turn);
  return turn.sent.flatMap(({ part, files = [], chatId = thread.chatId }) => {
    const planned = filesOf(parts[part] ?? { markdown: "" });
    return files.flatMap((sent, at) => {
      const file = planned[at];
      return file ? userFileOf({ planned: file, sent: { ...sent, chatId }, thread, atMs }) : [];
    });
  });
}

export function userFileOf({ planned, sent, thread, atMs }: Delivered): UserFile {
  const { fileName, mimeType, sizeBytes, context } = planned;
  const { chatId, messageId, telegramFileId, telegramFileUniqueId, telegramKind } = sent;
  return {
    id: deliveredFileId({ chatId, messageId }),
    userId: thread.userId,
    chatId,
    madeBy: "assistant",
    fileName,
    mimeType,
    sizeBytes,
    telegramFileId,
    telegramKind,
    telegramFileUniqueId,
    telegramMessageId: messageId,
    ...(context !== undefined && { context }),
    sentAtMs: atMs,
  };
}
