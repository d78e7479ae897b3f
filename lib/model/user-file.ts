/** What a file leaves behind: where it came from, what Claude calls it, and the words that came with it. */
import type { Attachment } from "./attachment.ts";
import type { ChatId, MessageId, UserId } from "./ids.ts";

export type UserFile = {
  /** The same however often it is written; see `userFileId`. */
  readonly id: string;
  readonly userId: UserId;
  readonly chatId: ChatId;
  /** Absent where a person sent it. */
  readonly madeBy?: "assistant";
  readonly fileName: string;
  readonly mimeType: string;
  /** Absent where Telegram did not say. */
  readonly sizeBytes?: number;
  readonly telegramFileId: string;
  /** How it is sent again; absent where it was written down before this was known. */
  readonly telegramKind?: Attachment["kind"];
  readonly telegramFileUniqueId: string;
  /** The message that brought it. */
  readonly telegramMessageId: MessageId;
  /** Absent where Claude does not have it: the upload failed, or it was heard and not shown. */
  readonly claude?: { readonly fileId: string; readonly expiresAtMs: number };
  /** The words that came with it. */
  readonly context?: string;
  readonly sentAtMs: number;
  /** Its person wants it forgotten. */
  readonly isDropped?: true;
};

/** Of a file that a tool made, by the message that brought it to the person. */
export function deliveredFileId({ chatId, messageId }: Omit<UserFilePlace, "slot">): string {
  return `made:${chatId}:${messageId}`;
}

export type UserFilePlace = {
  readonly chatId: ChatId;
  readonly messageId: MessageId;
  /** 0 is the message's own file, 1 that of the message it replies to. */
  readonly slot: number;
};

export function userFileId({ chatId, messageId, slot }: UserFilePlace): string {
  return `user:${chatId}:${messageId}:${slot}`;
}
