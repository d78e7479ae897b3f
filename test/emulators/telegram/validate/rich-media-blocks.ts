/** Media tags → blocks: single files, figures, collages, slideshows and maps. */
import type { RichBlock, RichBlockCaption } from "grammy/types";
import { captionOf, withoutTags } from "./rich-captions.ts";
import { richError } from "./rich-error.ts";
import { mediaFields, type RichMedia } from "./rich-media.ts";
import { attribute, type RichChild, type RichNode } from "./rich-tree.ts";

type Caption = { readonly caption?: RichBlockCaption };
type ToBlocks = (children: readonly RichChild[]) => RichBlock[];

export function figureBlock(node: RichNode, media: RichMedia): RichBlock {
  const bodies = withoutTags(node.children, ["figcaption"]).filter(
    (child) => typeof child === "object",
  );
  const [body] = bodies;
  if (body === undefined || bodies.length > 1) {
    throw richError('tag "figure" must have exactly one media');
  }
  const caption = captionOf(node.children);
  if (body.tag === "tg-map") return { ...mapBlock(body), ...caption } as RichBlock;
  return mediaBlock(body, media, caption);
}

export function mediaBlock(node: RichNode, media: RichMedia, figcaption: Caption = {}): RichBlock {
  const fields = mediaFields(node.tag, attribute(node, "src"), media);
  const title = node.attributes.get("title");
  const caption = title === undefined ? figcaption : { caption: { text: title } };
  const spoiler = node.attributes.has("tg-spoiler") ? { has_spoiler: true as const } : {};
  const { photo, video, animation, audio, voice, document } = fields;
  if (photo !== undefined) return { type: "photo", photo, ...caption, ...spoiler };
  if (animation !== undefined) return { type: "animation", animation, ...caption, ...spoiler };
  if (video !== undefined) return { type: "video", video, ...caption, ...spoiler };
  if (audio !== undefined) return { type: "audio", audio, ...caption };
  if (voice !== undefined) return { type: "voice_note", voice_note: voice, ...caption };
  if (document !== undefined) return { type: "document", document, ...caption };
  throw richError("unsupported media");
}

export function mapBlock(node: RichNode): RichBlock {
  const numberOf = (name: string): number => Number(attribute(node, name) || Number.NaN);
  const [latitude, longitude, zoom] = [numberOf("lat"), numberOf("long"), numberOf("zoom")];
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  if (!isPlace) throw richError("map location is invalid");
  if (!(zoom >= 0 && zoom <= 24)) throw richError("map zoom must be 0-24");
  const size = { width: 600, height: 300 };
  return { type: "map", location: { latitude, longitude }, zoom: zoom as 13, ...size };
}

export function galleryBlock(node: RichNode, toBlocks: ToBlocks): RichBlock {
  const blocks = toBlocks(withoutTags(node.children, ["figcaption"]));
  const isMedia = blocks.every((block) => ["photo", "video", "animation"].includes(block.type));
  if (blocks.length === 0 || !isMedia) {
    throw richError(`tag "${node.tag}" must contain only photos and videos`);
  }
  const type = node.tag === "tg-collage" ? "collage" : "slideshow";
  return { type, blocks, ...captionOf(node.children) };
}
