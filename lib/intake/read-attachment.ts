/** The file in a message, whatever Telegram calls it (Bot API, Message). */
import * as z from "zod";
import type { Attachment } from "../model/attachment.ts";
import { optionalPart } from "./optional-part.ts";
import type { MessageParts } from "./update-schema.ts";

const count = z.number().int().safe().nonnegative();

const file = z.object({
  file_id: z.string().min(1),
  file_unique_id: z.string().min(1),
  file_name: optionalPart(z.string()),
  mime_type: optionalPart(z.string()),
  file_size: optionalPart(count),
  duration: optionalPart(count),
  width: optionalPart(count),
  height: optionalPart(count),
  emoji: optionalPart(z.string()),
});
const photo = z.array(file);
/** Moving ones cannot be shown as an image; they are told by their emoji. */
const staticSticker = file.extend({
  is_animated: z.literal(false).optional(),
  is_video: z.literal(false).optional(),
});

type TelegramFile = z.infer<typeof file>;

/** An `animation` stands before the `document` that goes with it. */
const fileKinds = ["animation", "voice", "video_note", "audio", "video", "document"] as const;

export function readAttachment(parts: MessageParts): Attachment | null {
  const largest = largestPhoto(parts.photo);
  if (largest) return attachment("photo", largest);
  for (const kind of fileKinds) {
    const read = file.safeParse(parts[kind]);
    if (read.success) return attachment(kind, read.data);
  }
  const sticker = staticSticker.safeParse(parts.sticker);
  return sticker.success ? attachment("sticker", sticker.data) : null;
}

function largestPhoto(sizes: unknown): TelegramFile | undefined {
  const read = photo.safeParse(sizes);
  const area = ({ width = 0, height = 0 }: TelegramFile) => width * height;
  return read.success ? read.data.toSorted((a, b) => area(a) - area(b)).at(-1) : undefined;
}

function attachment(kind: Attachment["kind"], from: TelegramFile): Attachment {
  return {
    kind,
    fileId: from.file_id,
    fileUniqueId: from.file_unique_id,
    ...(from.file_name === undefined ? {} : { fileName: from.file_name }),
    ...(from.mime_type === undefined ? {} : { declaredMimeType: from.mime_type }),
    ...(from.file_size === undefined ? {} : { sizeBytes: from.file_size }),
    ...(from.duration === undefined ? {} : { durationSeconds: from.duration }),
    ...(from.width === undefined ? {} : { width: from.width }),
    ...(from.height === undefined ? {} : { height: from.height }),
    ...(from.emoji === undefined ? {} : { emoji: from.emoji }),
  };
}
