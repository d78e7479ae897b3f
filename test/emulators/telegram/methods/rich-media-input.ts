/** The `media` list of a rich message: files its text names by tg:// links. */
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import type { Emulator } from "../emulator.ts";
import { richError } from "../validate/rich-error.ts";
import type { RichMedia } from "../validate/rich-media.ts";
import type { FileKind } from "../world/file-store.ts";
import { mediaContent } from "./media-input.ts";
import type { Params } from "./method.ts";

const KINDS: Readonly<Record<string, FileKind>> = {
  photo: "photo",
  video: "video",
  animation: "animation",
  audio: "audio",
  voice_note: "voice",
  document: "document",
};

const item = z.looseObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  media: z.looseObject({ type: z.enum(Object.keys(KINDS)), media: z.string().min(1) }),
});
const withMedia = z.looseObject({ media: z.array(z.unknown()).optional() });

export async function richMedia(
  { world }: Emulator,
  message: unknown,
  params: Params,
): Promise<RichMedia> {
  const media = new Map();
  for (const entry of withMedia.safeParse(message).data?.media ?? []) {
    const parsed = item.safeParse(entry);
    if (!parsed.success) throw badRequest("can't parse InputRichMessageMedia: media not found");
    const { id, media: file } = parsed.data;
    if (media.has(id)) throw richError(`media "${id}" is listed twice`);
    const kind = KINDS[file.type] ?? "document";
    media.set(id, await mediaContent(world, { kind, value: file.media, params }));
  }
  return media;
}

/** Drafts only reuse files: no upload and no URL [sendRichMessageDraft doc]. */
export function refuseNewMedia(message: unknown): void {
  const sources = JSON.stringify(withMedia.safeParse(message).data?.media ?? []);
  if (/"media":"(attach|https?):\/\//.test(sources)) {
    throw richError("new files can't be uploaded in a draft");
  }
}
