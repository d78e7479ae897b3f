/** What turns speech into words, whoever does it. */
import type { Transcript } from "../../model/attachment.ts";

export type Speech = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fileName: string;
  readonly mimeType: string;
  /** As Telegram says; an engine that measured it knows better. */
  readonly durationSeconds: number;
};

export interface SpeechEngine {
  readonly name: string;
  /**
   * Always in the language that is spoken: told one, Whisper would write in it whatever was said, and a
   * Telegram client's language is not what its owner speaks. Rejects; the error names no key and no words.
   */
  transcribe(speech: Speech): Promise<Omit<Transcript, "engine">>;
}
