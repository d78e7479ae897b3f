/** The part of a message that describes its file, as the Bot API shows it. */
import type { Message, PhotoSize } from "grammy/types";
import type { FileStore, NewFile, StoredFile } from "./file-store.ts";
import { type ImageSize, imageSize } from "./image-size.ts";

const UNKNOWN_SIZE: ImageSize = { width: 800, height: 600 };
/** Telegram scales photos to these longest edges and shows the smallest first. */
const PHOTO_EDGES = [90, 320, 800, 1280];
const DEFAULT_SECONDS = 3;

export type MediaDetails = { readonly durationSeconds?: number | undefined };

/** Stores new bytes and describes them. */
export function newMedia(
  files: FileStore,
  file: NewFile,
  details: MediaDetails = {},
): Partial<Message> {
  if (file.kind === "photo") return { photo: photoSizes(files, file) };
  return mediaOf(files.add(file), details);
}

/** Describes a file that is already stored, sent again by its file_id. */
export function knownMedia(
  files: FileStore,
  file: StoredFile,
  details: MediaDetails = {},
): Partial<Message> {
  if (file.kind !== "photo") return mediaOf(file, details);
  const size = imageSize(files.bytes(file)) ?? UNKNOWN_SIZE;
  return { photo: [photoSize(file, size)] };
}

/** At least two sizes. The bytes stay the same in all of them: nothing here can scale an image. */
function photoSizes(files: FileStore, file: NewFile): PhotoSize[] {
  const full = imageSize(file.bytes) ?? UNKNOWN_SIZE;
  const longest = Math.max(full.width, full.height);
  const edges = [...PHOTO_EDGES.filter((edge) => edge < longest), Math.min(longest, 1280)];
  const wanted = edges.length > 1 ? edges : [Math.ceil(longest / 2), longest];
  return wanted.map((edge) => {
    const scale = edge / longest;
    const width = Math.max(1, Math.round(full.width * scale));
    const height = Math.max(1, Math.round(full.height * scale));
    return photoSize(files.add(file), { width, height });
  });
}

function photoSize(file: StoredFile, { width, height }: ImageSize): PhotoSize {
  const unique = `${file.uniqueId}${Math.max(width, height)}`;
  return { file_id: file.fileId, file_unique_id: unique, file_size: file.sizeBytes, width, height };
}

function mediaOf(file: StoredFile, details: MediaDetails): Partial<Message> {
  const ids = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.sizeBytes };
  const typed = { ...ids, mime_type: file.mimeType };
  const named = { ...typed, file_name: file.name };
  const duration = details.durationSeconds ?? DEFAULT_SECONDS;
  switch (file.kind) {
    case "voice":
      return { voice: { ...typed, duration } };
    case "audio":
      return { audio: { ...named, duration } };
    case "video":
      return { video: { ...named, ...UNKNOWN_SIZE, duration } };
    case "video_note":
      return { video_note: { ...ids, length: 240, duration } };
    case "animation":
      return { animation: { ...named, ...UNKNOWN_SIZE, duration }, document: named };
    case "sticker":
      return {
        sticker: {
          ...ids,
          type: "regular",
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
        },
      };
    default:
      return { document: named };
  }
}
