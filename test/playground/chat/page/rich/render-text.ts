/** RichText → inline DOM nodes. */
import type { RichText } from "grammy/types";
import { type Child, element } from "../dom/element.ts";
import { formula } from "./formula.ts";
import { jump, link, spoiler } from "./inline-parts.ts";
import { wordsOfText } from "./plain-words.ts";
import { richButton } from "./rich-button.ts";

type RichPart = Exclude<RichText, string | readonly RichText[]>;

const tags = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  subscript: "sub",
  superscript: "sup",
  marked: "mark",
  code: "code",
} as const;

const isTagged = (part: RichPart): part is Extract<RichPart, { type: keyof typeof tags }> =>
  part.type in tags;

const renderPart = (part: RichPart): Node => {
  if (isTagged(part)) return element(tags[part.type], {}, ...renderText(part.text));
  switch (part.type) {
    case "spoiler":
      return spoiler(renderText(part.text));
    case "mathematical_expression":
      return formula(part.expression, false);
    case "custom_emoji":
      return element("span", {}, part.alternative_text);
    case "url":
      return link(part.url, renderText(part.text));
    case "email_address":
      return link(`mailto:${part.email_address}`, renderText(part.text));
    case "phone_number":
      return link(`tel:${part.phone_number}`, renderText(part.text));
    case "bot_command":
      return element(
        "button",
        { class: "inline-link", "data-command": part.bot_command },
        ...renderText(part.text),
      );
    case "reference_link":
      return element("sup", {}, jump(part.reference_name, renderText(part.text)));
    case "anchor_link": {
      const mark = jump(part.anchor_name, renderText(part.text));
      // `[^1]` arrives as a link to its note: a number inside a text is a footnote mark.
      return /^\d+$/.test(wordsOfText(part.text)) ? element("sup", {}, mark) : mark;
    }
    case "reference":
      return element(
        "span",
        { class: "reference", "data-name": part.name },
        element("b", {}, part.name),
        " ",
        ...renderText(part.text),
      );
    case "anchor":
      return element("span", { "data-name": part.name });
    case "button":
      return richButton(part.button);
    default:
      return element("span", { class: "highlight" }, ...renderText(part.text));
  }
};

export const renderText = (text: RichText | undefined): Child[] => {
  if (text === undefined) return [];
  if (typeof text === "string") return [text];
  if (Array.isArray(text)) return text.flatMap(renderText);
  return [renderPart(text)];
};
