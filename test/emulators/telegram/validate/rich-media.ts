/** Media of rich messages: where they may come from and what they become. */

import { createHash } from "node:crypto";
import type { Message, PhotoSize } from "grammy/types";
import { richError } from "./rich-error.ts";

export type RichMediaKind = "photo" | "video" | "audio" | "voice_note" | "animation" | "document";

/** Media of the request's `media` list by id, as the fields they would have in a message. */
export type RichMedia = ReadonlyMap<string, Partial<Message>>;

const BY_EXTENSION: Readonly<Record<string, RichMediaKind>> = {
  jpg: "photo",
  jpeg: "photo",
  png: "photo",
  webp: "photo",
  mp4: "video",
  mov: "video",
  mp3: "audio",
  m4a: "audio",
  ogg: "voice_note",
  oga: "voice_note",
  gif: "animation",
};
const TAGS: Readonly<Record<RichMediaKind, string>> = {
  photo: "img",
  video: "video",
  animation: "video",
  audio: "audio",
  voice_note: "audio",
  document: "tg-document",
};
const LINK = /^tg:\/\/(photo|video|document|audio)\?id=([\w-]{1,64})$/;

/** The tag rich HTML has for this address. */
export function mediaTag(src: string): string {
  const linked = LINK.exec(src)?.[1];
  if (linked !== undefined) return linked === "photo" ? "img" : TAGS[linked as RichMediaKind];
  return TAGS[kindByExtension(src) ?? "document"];
}

/** What a media tag shows; `null` for an address that is neither HTTP(S) nor tg://. */
export function mediaFields(tag: string, src: string, media: RichMedia): Partial<Message> {
  const [, kind, id = ""] = LINK.exec(src) ?? [];
  if (kind !== undefined) return linkedMedia(kind, id, media);
  if (!/^https?:\/\/[^\s/]+\S*$/i.test(src)) {
    throw richError(`media must have an HTTP, HTTPS or tg:// URL, found "${src}"`);
  }
  const guessed = kindByExtension(src) ?? "document";
  return remoteMedia(TAGS[guessed] === tag ? guessed : kindByTag(tag), src);
}

function linkedMedia(kind: string, id: string, media: RichMedia): Partial<Message> {
  const found = media.get(id);
  if (found === undefined) throw richError(`media "${id}" is not in the list of media`);
  const wanted =
    kind === "video" ? ["video", "animation"] : kind === "audio" ? ["audio", "voice"] : [kind];
  if (!wanted.some((field) => field in found)) throw richError(`media "${id}" is not a ${kind}`);
  return found;
}

function kindByExtension(src: string): RichMediaKind | undefined {
  const extension = /\.(\w+)(?:[?#].*)?$/.exec(src)?.[1]?.toLowerCase() ?? "";
  return BY_EXTENSION[extension];
}

function kindByTag(tag: string): RichMediaKind {
  if (tag === "img") return "photo";
  return tag === "tg-document" ? "document" : (tag as "video" | "audio");
}

/** Telegram downloads such files itself; nothing here leaves this machine, so they stay without bytes. */
function remoteMedia(kind: RichMediaKind, src: string): Partial<Message> {
  const id = createHash("sha256").update(src).digest("base64url").slice(0, 24);
  const file = { file_id: `remote${id}`, file_unique_id: id.slice(0, 16) };
  const size = { width: 800, height: 600 };
  const photo: PhotoSize[] = [{ ...file, ...size }];
  const timed = { ...file, duration: 0 };
  switch (kind) {
    case "photo":
      return { photo };
    case "video":
      return { video: { ...timed, ...size } };
    case "animation":
      return { animation: { ...timed, ...size } };
    case "audio":
      return { audio: timed };
    case "voice_note":
      return { voice: timed };
    default:
      return { document: file };
  }
}
