/** Which files travel together: Telegram's albums hold photos with videos, or only documents, or only audio. */
import type { UploadedFile } from "../../../../emulators/telegram/control.ts";

/** An album has at most ten items (Bot API, sendMediaGroup). */
const albumSize = 10;

const albumKind = (file: UploadedFile): string | null => {
  if (file.as === "photo" || file.as === "video") return "visual";
  if (file.as === "document" || file.as === "audio") return file.as;
  return null;
};

/** One group per message or album, in order; without files one empty group, for the text alone. */
export const groupForSending = (files: readonly UploadedFile[]): UploadedFile[][] => {
  const groups: UploadedFile[][] = [];
  for (const file of files) {
    const current = groups.at(-1);
    const kind = albumKind(file);
    const fits = current?.[0] && kind !== null && albumKind(current[0]) === kind;
    if (current && fits && current.length < albumSize) current.push(file);
    else groups.push([file]);
  }
  return groups.length > 0 ? groups : [[]];
};
