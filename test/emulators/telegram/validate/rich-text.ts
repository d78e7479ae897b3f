/** Inline tags → RichText. */
import type { RichText } from "grammy/types";
import { addressText } from "./rich-address.ts";
import { richButton } from "./rich-button.ts";
import { richError } from "./rich-error.ts";
import { INLINE_TAGS, RAW_TAGS, STYLE_TAGS } from "./rich-tags.ts";
import { attribute, plainText, type RichChild, type RichNode, required } from "./rich-tree.ts";

export function richText(children: readonly RichChild[]): RichText {
  const parts = children.map(partOf).filter((part) => part !== "");
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return parts.length === 0 ? "" : parts;
}

/** Runs of white space are one space, as everywhere in HTML. */
function partOf(child: RichChild): RichText {
  return typeof child === "string" ? child.replaceAll(/\s+/g, " ") : inlineText(child);
}

function inlineText(node: RichNode): RichText {
  const { tag, children } = node;
  if (isEmoji(node))
    return emoji(attribute(node, "src").replace("tg://emoji?id=", ""), attribute(node, "alt"));
  if (!INLINE_TAGS.has(tag))
    throw richError(`tag "${tag}" can't be used inside text; it is a separate block`);
  switch (tag) {
    case "br":
      return "\n";
    case "a":
      return linkText(node);
    case "tg-reference":
      return { type: "reference", text: richText(children), name: required(node, "name") };
    case "tg-emoji":
      return emoji(attribute(node, "emoji-id"), plainText(children));
    case "tg-time":
      return timeText(node);
    case "tg-math":
      return { type: "mathematical_expression", expression: formula(node) };
    case "tg-button":
      return { type: "button", button: richButton(node, richText(children)) };
    default:
      return styledText(node);
  }
}

/** An `img` of a custom emoji is the only one that stands inside text. */
export function isEmoji(node: RichNode): boolean {
  return node.tag === "img" && attribute(node, "src").startsWith("tg://emoji?id=");
}

function styledText({ tag, children }: RichNode): RichText {
  const type = STYLE_TAGS[tag as keyof typeof STYLE_TAGS];
  return { type, text: RAW_TAGS.has(tag) ? plainText(children) : richText(children) };
}

function emoji(id: string, alternative: string): RichText {
  if (!/^\d+$/.test(id)) throw richError("custom emoji must have a numeric identifier");
  if (alternative === "") throw richError("custom emoji must have an alternative emoji");
  return { type: "custom_emoji", custom_emoji_id: id, alternative_text: alternative };
}

function timeText(node: RichNode): RichText {
  const unix = attribute(node, "unix");
  const format = attribute(node, "format");
  if (!/^\d+$/.test(unix)) throw richError("tg-time must have a unix time");
  if (!/^(r|w?[dD]?[tT]?)$/.test(format))
    throw richError(`date-time format "${format}" is invalid`);
  return {
    type: "date_time",
    text: richText(node.children),
    unix_time: Number(unix),
    date_time_format: format as "r" | "wDT",
  };
}

export function formula(node: RichNode): string {
  const expression = plainText(node.children).trim();
  if (expression === "") throw richError("a formula must not be empty");
  return expression;
}

function linkText(node: RichNode): RichText {
  const name = node.attributes.get("name");
  if (name !== undefined && !node.attributes.has("href")) return { type: "anchor", name };
  const href = required(node, "href");
  const text = richText(node.children);
  if (href.startsWith("#")) return { type: "anchor_link", text, anchor_name: href.slice(1) };
  return addressText(href, text);
}
