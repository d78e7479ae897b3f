/** What this room needs from outside; the vendors' rooms fit it by shape, and `functions/` puts them together. */
import type { Attachment, ReceivedFile } from "../model/attachment.ts";
import type { ThreadAddress, UserId } from "../model/ids.ts";
import type { Log } from "../ops/log.ts";
import type { SpeechEngine } from "./speech/speech-engine.ts";

export type Bytes = ReadableStream<Uint8Array>;

export type OpenedFile =
  | { readonly kind: "opened"; readonly body: Bytes; readonly sizeBytes: number | null }
  | { readonly kind: "too_large" }
  /** `reason` is for the log and names no address; `isPassing`: asking again may help. */
  | { readonly kind: "failed"; readonly reason: string; readonly isPassing: boolean };

export type FileToUpload = {
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly body: Bytes;
};

type Uploaded = NonNullable<ReceivedFile["uploaded"]>;

export interface FilePorts {
  readonly log: Log;
  readonly newId: () => string;
  /** For one try at one file, from getFile to the last byte. */
  readonly downloadTimeoutMs: number;
  readonly openFile: (fileId: string, signal: AbortSignal) => Promise<OpenedFile>;
  readonly upload: (file: FileToUpload) => Promise<Uploaded>;
  readonly bytes: {
    /** `sizeBytes` null: unknown until the stream has ended. */
    put(key: string, body: Bytes, sizeBytes: number | null): Promise<void>;
    get(key: string): Promise<Bytes | null>;
  };
  /** Null: not configured. */
  readonly images: ImageEngine | null;
  readonly speech: SpeechEngine | null;
  /** Files of one user that Claude has already; never shared between users (design P6). */
  readonly uploads: {
    known(userId: UserId, fileUniqueId: string): Promise<ReceivedFile | null>;
    remember(userId: UserId, fileUniqueId: string, file: ReceivedFile): Promise<void>;
  };
}

export interface ImageEngine {
  /** Upright as EXIF says, no side longer than `sidePx`, never enlarged. Rejects for what it cannot read. */
  convert(
    body: Bytes,
    to: { sidePx: number; mimeType: "image/jpeg" | "image/webp" },
  ): Promise<Bytes>;
}

export type FileRequest = {
  readonly attachment: Attachment;
  /** Whose file it is from now on. */
  readonly owner: ThreadAddress;
  readonly nowMs: number;
};
