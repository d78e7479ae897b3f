/** A file that came with a message: as Telegram names it, and what became of it once it was fetched. */
import type { MessageId } from "./ids.ts";

export const attachmentKinds = [
  "photo",
  "document",
  "voice",
  "video_note",
  "audio",
  "video",
  "animation",
  "sticker",
] as const;

/** `fileId` is the permanent source: the same bot may fetch it again at any time (field-and-platforms §4.3). */
export type Attachment = {
  readonly kind: (typeof attachmentKinds)[number];
  readonly fileId: string;
  /** The same for every copy of one file, for every bot. */
  readonly fileUniqueId: string;
  readonly fileName?: string;
  /** The message that brought it: a file without a name is called after it. Absent where it stands in another chat. */
  readonly messageId?: MessageId;
  /** What the sender's client said; bytes and extension are asked first. */
  readonly declaredMimeType?: string;
  readonly sizeBytes?: number;
  readonly durationSeconds?: number;
  readonly width?: number;
  readonly height?: number;
  /** What a sticker stands for. */
  readonly emoji?: string;
};

/** Audio and video sent as such wait for a tool; what was spoken for the bot is a message. */
export function isSpoken({ kind }: Pick<Attachment, "kind">): boolean {
  return kind === "voice" || kind === "video_note";
}

/** A file Claude or a tool can work with. */
export type ReceivedFile = {
  readonly type: "image" | "pdf" | "document" | "audio" | "video";
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Files-API id and its expiry; absent where the upload failed, which is not fatal. */
  readonly uploaded?: { readonly claudeFileId: string; readonly expiresAtMs: number };
  /** Bytes in R2, for an hour. */
  readonly bytesKey?: string;
  readonly pageCount?: number;
  readonly firstPageText?: string;
  /** A PDF of which nothing is known ahead, because memory has no room to read it. */
  readonly isTooLargeToRead?: true;
  /** A picture that could not be made one Claude sees: it goes as a document, and its sender is told. */
  readonly isUnseen?: true;
  readonly width?: number;
  readonly height?: number;
};

export type Transcript = {
  readonly text: string;
  readonly durationSeconds: number;
  /** IETF tag, or `unknown`. */
  readonly language: string;
  readonly engine: string;
  readonly costNanoUsd: number;
};

export type FileProblem = {
  readonly reason:
    | "too_large"
    | "empty"
    | "download_failed"
    | "wrong_type"
    | "speech_not_configured"
    | "speech_failed"
    /** It was not listened to: that would have cost what the person does not have. */
    | "balance_used_up"
    | "not_shown"
    | "late";
  /** Where a limit was met. */
  readonly limitBytes?: number;
  /** The person heard the same a moment ago. */
  readonly isTold?: true;
};

export type MediaOutcome =
  | { readonly kind: "file"; readonly file: ReceivedFile }
  | { readonly kind: "transcript"; readonly transcript: Transcript }
  | { readonly kind: "problem"; readonly problem: FileProblem };
