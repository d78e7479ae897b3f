/** Captions and credits: the tags that describe the block around them. */
import type { RichBlockCaption, RichText } from "grammy/types";
import { richText } from "./rich-text.ts";
import type { RichChild, RichNode } from "./rich-tree.ts";

export function withoutTags(children: readonly RichChild[], tags: readonly string[]): RichChild[] {
  return children.filter((child) => typeof child === "string" || !tags.includes(child.tag));
}

export function creditOf(children: readonly RichChild[]): { credit?: RichText } {
  const cite = childWith(children, "cite");
  return cite === undefined ? {} : { credit: richText(cite.children) };
}

export function captionOf(children: readonly RichChild[]): { caption?: RichBlockCaption } {
  const caption = childWith(children, "figcaption");
  if (caption === undefined) return {};
  const text = richText(withoutTags(caption.children, ["cite"]));
  return { caption: { text, ...creditOf(caption.children) } };
}

export function childWith(children: readonly RichChild[], tag: string): RichNode | undefined {
  return children.find(
    (child): child is RichNode => typeof child === "object" && child.tag === tag,
  );
}
