/** Rich blocks → DOM, one node per block. */
import type { RichBlock, RichBlockCaption, RichText } from "grammy/types";
import { mediaOfBlock } from "../conversation/media.ts";
import { box, type Child, element } from "../dom/element.ts";
import { formula } from "./formula.ts";
import { codeBlock, foldedQuote } from "./inline-parts.ts";
import { richList } from "./render-list.ts";
import { richTable } from "./render-table.ts";
import { renderText } from "./render-text.ts";
import { richButton } from "./rich-button.ts";

const headingTags = {
  1: "h2",
  2: "h3",
  3: "h4",
  4: "h5",
  5: "h6",
  6: "h6",
} as const;

const creditOf = (credit: RichText | undefined): readonly Child[] =>
  credit === undefined ? [] : [element("cite", {}, ...renderText(credit))];

const quote = (className: string, children: readonly Child[], credit?: RichText): HTMLElement =>
  element("blockquote", { class: className }, ...children, ...creditOf(credit));

const figure = (content: Child, caption: RichBlockCaption | undefined): HTMLElement =>
  element("figure", {}, content, caption && element("figcaption", {}, ...renderText(caption.text)));

const renderBlock = (block: RichBlock): HTMLElement => {
  switch (block.type) {
    case "paragraph":
      return element("p", {}, ...renderText(block.text));
    case "heading":
      return element(
        headingTags[block.size],
        { class: `size-${block.size}` },
        ...renderText(block.text),
      );
    case "pre":
      return codeBlock(renderText(block.text), block.language);
    case "footer":
      return element("footer", {}, ...renderText(block.text));
    case "divider":
      return element("hr", {});
    case "mathematical_expression":
      return formula(block.expression, true);
    case "anchor":
      return element("span", { "data-name": block.name });
    case "list":
      return richList(block, renderBlocks);
    case "blockquote":
      return quote("quote", renderBlocks(block.blocks), block.credit);
    case "expandable_blockquote":
      return foldedQuote([...renderText(block.text), ...creditOf(block.credit)]);
    case "pullquote":
      return quote("pull-quote", renderText(block.text), block.credit);
    case "table":
      return richTable(block);
    case "details":
      return element(
        "details",
        { open: block.is_open ?? false },
        element("summary", {}, ...renderText(block.summary)),
        box("details-body", ...renderBlocks(block.blocks)),
      );
    case "buttons":
      return box("keyboard-row", ...block.buttons.map(richButton));
    case "thinking":
      return element("p", { class: "thinking" }, ...renderText(block.text));
    case "collage":
    case "slideshow":
      return figure(box("collage", ...renderBlocks(block.blocks)), block.caption);
    case "map":
      return figure(`📍 ${block.location.latitude}, ${block.location.longitude}`, block.caption);
    default:
      return figure(mediaOfBlock(block), block.caption);
  }
};

export const renderBlocks = (blocks: readonly RichBlock[]): HTMLElement[] =>
  blocks.map(renderBlock);
