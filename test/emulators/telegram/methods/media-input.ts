/** The file a method was given: uploaded with this request, or known by its file_id. */
import type { Message } from "grammy/types";
import { ApiError, badRequest } from "../api-error.ts";
import type { FileKind } from "../world/file-store.ts";
import { imageSize } from "../world/image-size.ts";
import { knownMedia, type MediaDetails, newMedia } from "../world/media-content.ts";
import type { World } from "../world/world.ts";
import type { Params } from "./method.ts";

const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_FILE_BYTES = 50 * 1024 * 1024;
const MAX_PHOTO_EDGES = 10_000;
const MAX_PHOTO_RATIO = 20;

const DEFAULT_TYPE: Readonly<Record<FileKind, string>> = {
  photo: "image/jpeg",
  document: "application/octet-stream",
  voice: "audio/ogg",
  video_note: "video/mp4",
  audio: "audio/mpeg",
  video: "video/mp4",
  animation: "video/mp4",
  sticker: "image/webp",
};

export type MediaInput = {
  readonly kind: FileKind;
  /** What the request names: a file, `attach://part`, a file_id or a URL. */
  readonly value: File | string | undefined;
  /** All parts of the request, for `attach://`. */
  readonly params: Params;
  readonly details?: MediaDetails;
};

/** The message fields for the file; throws what the server answers to a bad one. */
export async function mediaContent(world: World, input: MediaInput): Promise<Partial<Message>> {
  const { kind, value } = input;
  if (value === undefined) throw badRequest(`there is no ${kind.replace("_", " ")} in the request`);
  const upload = uploadOf(value, input.params);
  if (upload === null) return storedMedia(world, String(value), input);
  checkSize(upload, kind);
  const bytes = new Uint8Array(await upload.arrayBuffer());
  if (kind === "photo") checkPhoto(bytes);
  const isTyped = upload.type !== "" && upload.type !== "application/octet-stream";
  const mimeType = isTyped ? upload.type : DEFAULT_TYPE[kind];
  return newMedia(world.files, { kind, name: upload.name, mimeType, bytes }, input.details);
}

/** The uploaded part, or null where the value names a stored file. */
function uploadOf(value: File | string, params: Params): File | null {
  if (value instanceof File) return value;
  if (!value.startsWith("attach://")) return null;
  const part = params[value.slice("attach://".length)];
  if (part instanceof File) return part;
  throw badRequest("wrong file identifier/HTTP URL specified");
}

function storedMedia(world: World, fileId: string, input: MediaInput): Partial<Message> {
  if (/^https?:\/\//i.test(fileId)) throw badRequest("failed to get HTTP URL content");
  const file = world.files.get(fileId);
  if (file === undefined) throw badRequest("wrong file identifier/HTTP URL specified");
  if (file.kind !== input.kind) {
    throw badRequest(`can't use file of type ${title(file.kind)} as ${title(input.kind)}`);
  }
  return knownMedia(world.files, file, input.details);
}

function checkSize(file: File, kind: FileKind): void {
  if (file.size === 0) throw badRequest("file must be non-empty");
  if (file.size > MAX_FILE_BYTES) throw new ApiError(413, "Request Entity Too Large");
  if (kind !== "photo" || file.size <= MAX_PHOTO_BYTES) return;
  const limit = `the maximum size is ${MAX_PHOTO_BYTES} bytes`;
  throw badRequest(`file of size ${file.size} bytes is too big for a photo; ${limit}`);
}

function checkPhoto(bytes: Uint8Array): void {
  const size = imageSize(bytes);
  if (size === null) throw badRequest("IMAGE_PROCESS_FAILED");
  const { width, height } = size;
  const isTooLong = Math.max(width, height) > MAX_PHOTO_RATIO * Math.min(width, height);
  if (width + height > MAX_PHOTO_EDGES || isTooLong) throw badRequest("PHOTO_INVALID_DIMENSIONS");
}

function title(kind: FileKind): string {
  const words = kind.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join("");
}
