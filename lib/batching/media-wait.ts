/** How long a batch waits for a file of its own before it goes without it (design §4, Ingestion). */
import type { Attachment } from "../model/attachment.ts";

export type MediaRules = {
  readonly mediaWaitMs: number;
  /** Speech is transcribed before the batch may go. */
  readonly voiceWaitMs: number;
};

export function mediaWaitMs({ kind }: Attachment, rules: MediaRules): number {
  return kind === "voice" || kind === "video_note" ? rules.voiceWaitMs : rules.mediaWaitMs;
}
