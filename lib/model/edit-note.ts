/** An answered message that was edited, as Claude is to be told of it: history itself is never rewritten (P7). */
import type { Attachment, MediaOutcome } from "./attachment.ts";
import type { MessageId } from "./ids.ts";

export type EditNote = {
  /** When the message was first sent. */
  readonly sentAtMs: number;
  /** What it reads now; empty where its words were taken out. */
  readonly words: string;
  /** What its file was replaced by; absent where it was not. */
  readonly file?: EditedFile;
};

export type EditedFile = {
  readonly messageId: MessageId;
  readonly attachment: Attachment;
  readonly outcome: MediaOutcome;
};
