/** What turns speech into words, whoever does it. */
import type { Transcript } from "../../model/attachment.ts";

export type Speech = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fileName: string;
  readonly mimeType: string;
  /** As Telegram says; an engine that measured it knows better. */
  readonly durationSeconds: number;
  /** Two-letter code, where somebody who knows said so. Absent: what is spoken is found out. */
  readonly language?: string;
};

export interface SpeechEngine {
  readonly name: string;
  readonly nanoUsdPerSecond: number;
  /**
   * Told a language, Whisper writes in it whatever was said, and a Telegram client's language is not what its
   * owner speaks: a message that just came is heard without. Rejects; the error names no key and no words.
   */
  transcribe(speech: Speech, signal?: AbortSignal): Promise<Omit<Transcript, "engine">>;
}
