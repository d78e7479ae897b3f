/** What is written behind: rows a batcher commits with the phase that caused them, and the jobs that carry them. */
import type { ChatId, MessageId, ThreadId, TopicId, TurnId, UpdateId, UserId } from "./ids.ts";
import type { ChatInfo, Sender } from "./inbound.ts";
import type { Membership } from "./membership.ts";
import type { Block, StoredMessage } from "./message.ts";
import type { StoredSettings } from "./settings.ts";
import type { TurnRecord } from "./turn.ts";
import type { UserFile } from "./user-file.ts";

export type OutboxRow =
  | { readonly kind: "user"; readonly user: Sender; readonly seenAtMs: number }
  /** Only what was changed; the same person's other threads write rows of their own. */
  | { readonly kind: "settings"; readonly userId: UserId; readonly settings: StoredSettings }
  | {
      readonly kind: "chat";
      readonly chatId: ChatId;
      readonly chat: ChatInfo;
      readonly seenAtMs: number;
    }
  /** Written by the thread of the chat itself and by no other: its row count tells the newer. */
  | { readonly kind: "chat_status"; readonly membership: Membership }
  | {
      readonly kind: "thread";
      readonly chatId: ChatId;
      readonly topicId: TopicId;
      readonly userId: UserId;
      readonly epoch: number;
      readonly lastSeq: number;
      readonly updatedAtMs: number;
    }
  | {
      readonly kind: "message";
      readonly epoch: number;
      readonly message: StoredMessage;
      /** Telegram ids this message came in with; empty for answers (see `sent_message`). */
      readonly telegramMessageIds: readonly MessageId[];
    }
  | {
      readonly kind: "message_edit";
      readonly epoch: number;
      /** Of the stored message that holds it, whose blocks stay as they were told. */
      readonly seq: number;
      readonly messageId: MessageId;
      /** Names the edit: repeated, it is the same one. */
      readonly updateId: UpdateId;
      /** What the message reads now; empty where its words were taken out. */
      readonly blocks: readonly Block[];
      readonly editedAtMs: number;
    }
  | {
      readonly kind: "turn";
      readonly epoch: number;
      readonly userId: UserId;
      readonly turn: TurnRecord;
    }
  | { readonly kind: "user_file"; readonly file: UserFile }
  | {
      readonly kind: "sent_message";
      readonly chatId: ChatId;
      readonly messageId: MessageId;
      readonly epoch: number;
      readonly seq: number;
      readonly turnId: TurnId;
      readonly sentAtMs: number;
    };

/** `rowSeq` is the thread's own count of outbox rows: it orders versions of one row. */
export type NumberedRow = { readonly rowSeq: number; readonly row: OutboxRow };

/** A row over the inline limit stays in R2 and travels as its key. */
export type OverflowRow = { readonly rowSeq: number; readonly overflowKey: string };

export const flushJobVersion = 1;

export type FlushJob = {
  readonly version: typeof flushJobVersion;
  readonly threadId: ThreadId;
  readonly rows: readonly (NumberedRow | OverflowRow)[];
};
