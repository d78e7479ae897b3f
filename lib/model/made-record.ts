/** A file that a tool made and Claude decides about: what its conversation's journal knows of it. */
import type { MadeFileState } from "./known-file.ts";
import type { PlannedFile } from "./turn-state.ts";

export type MadeRecord = {
  /** Not to be guessed; and it means nothing in any other conversation. */
  readonly id: string;
  readonly state: MadeFileState;
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Of its bytes in R2, for as long as it is pending. */
  readonly bytesKey: string;
  /** How it goes to the person. */
  readonly as: PlannedFile["as"];
  readonly context?: string;
  readonly preview?: string;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  /** Its name and its place in Telegram since it was delivered. */
  readonly delivered?: { readonly id: string; readonly telegramFileId: string };
};
