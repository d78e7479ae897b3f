/** Text with message entities → DOM; offsets and lengths count UTF-16 units, like JavaScript strings. */
import type { MessageEntity } from "grammy/types";
import { type Child, element } from "../dom/element.ts";
import { safeBareUrl } from "../dom/safe-url.ts";
import { codeBlock, foldedQuote, link, spoiler } from "./inline-parts.ts";

type Range = { readonly start: number; readonly end: number };

const endOf = (entity: MessageEntity): number => entity.offset + entity.length;

const isBlock = ({ type }: MessageEntity): boolean =>
  type === "pre" || type === "blockquote" || type === "expandable_blockquote";

const wrap = (entity: MessageEntity, text: string, children: readonly Child[]): Child => {
  switch (entity.type) {
    case "bold":
      return element("strong", {}, ...children);
    case "italic":
      return element("em", {}, ...children);
    case "underline":
      return element("u", {}, ...children);
    case "strikethrough":
      return element("s", {}, ...children);
    case "code":
      return element("code", {}, ...children);
    case "spoiler":
      return spoiler(children);
    case "pre":
      return codeBlock(children, entity.language);
    case "blockquote":
      return element("blockquote", { class: "quote" }, ...children);
    case "expandable_blockquote":
      return foldedQuote(children);
    case "text_link":
      return link(entity.url, children);
    case "url":
      return link(safeBareUrl(text) ?? "", children);
    case "email":
      return link(`mailto:${text}`, children);
    case "phone_number":
      return link(`tel:${text}`, children);
    case "bot_command":
      return element("button", { class: "inline-link", "data-command": text }, ...children);
    default:
      return element("span", { class: "highlight" }, ...children);
  }
};

/** Outer entities first; one that starts inside another and ends outside it is cut at the border. */
const renderRange = (text: string, entities: readonly MessageEntity[], range: Range): Child[] => {
  const nodes: Child[] = [];
  let position = range.start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    if (!entity) break;
    const start = Math.max(entity.offset, position);
    const end = Math.min(endOf(entity), range.end);
    const inside = others.filter((other) => other.offset < end);
    rest = others.filter((other) => endOf(other) > end);
    if (end <= start) continue;
    nodes.push(text.slice(position, start));
    nodes.push(wrap(entity, text.slice(start, end), renderRange(text, inside, { start, end })));
    // The line break behind a block is its own end.
    position = isBlock(entity) && end < range.end && text[end] === "\n" ? end + 1 : end;
  }
  nodes.push(text.slice(position, range.end));
  return nodes.filter((node) => node !== "");
};

export const renderEntities = (
  text: string,
  entities: readonly MessageEntity[] | undefined,
): Child[] => {
  const ordered = [...(entities ?? [])].sort(
    (left, right) => left.offset - right.offset || right.length - left.length,
  );
  return renderRange(text, ordered, { start: 0, end: text.length });
};
