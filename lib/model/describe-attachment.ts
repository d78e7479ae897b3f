/** A file in a few words of English: how it is named to Claude where it cannot be shown. */
import type { Attachment } from "./attachment.ts";

const nouns: Readonly<Record<Attachment["kind"], string>> = {
  photo: "photo",
  document: "file",
  voice: "voice message",
  video_note: "video message",
  audio: "audio",
  video: "video",
  animation: "GIF",
  sticker: "sticker",
};

/** E.g. `photo`, `voice message, 15 s`, `file report.pdf`, `sticker 🚢`. */
export function describeAttachment(attachment: Attachment): string {
  const { kind, fileName, emoji, durationSeconds } = attachment;
  const named = [nouns[kind], fileName, emoji].filter(Boolean).join(" ");
  return durationSeconds === undefined ? named : `${named}, ${durationSeconds} s`;
}
