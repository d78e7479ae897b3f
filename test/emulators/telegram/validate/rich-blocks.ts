/** Tree → RichBlock[]: what a client would draw. */
import type { RichBlock } from "grammy/types";
import { alignment } from "./rich-alignment.ts";
import { richButton } from "./rich-button.ts";
import { childWith, creditOf, withoutTags } from "./rich-captions.ts";
import { richError } from "./rich-error.ts";
import { listBlock } from "./rich-lists.ts";
import type { RichMedia } from "./rich-media.ts";
import { figureBlock, galleryBlock, mapBlock, mediaBlock } from "./rich-media-blocks.ts";
import { tableBlock } from "./rich-tables.ts";
import { INLINE_TAGS, MEDIA_TAGS } from "./rich-tags.ts";
import { formula, isEmoji, richText } from "./rich-text.ts";
import { attribute, plainText, type RichChild, type RichNode } from "./rich-tree.ts";

export type BlockContext = { readonly media: RichMedia; readonly isDraft: boolean };

/** Text and inline tags between blocks become paragraphs. */
export function richBlocks(children: readonly RichChild[], context: BlockContext): RichBlock[] {
  const blocks: RichBlock[] = [];
  let run: RichChild[] = [];
  const endRun = (): void => {
    blocks.push(...paragraphs(run, context));
    run = [];
  };
  for (const child of children) {
    if (isBlockNode(child)) {
      endRun();
      blocks.push(...blocksOf(child, context));
    } else {
      run.push(child);
    }
  }
  endRun();
  return blocks;
}

function isBlockNode(child: RichChild): child is RichNode {
  return typeof child !== "string" && !INLINE_TAGS.has(child.tag) && !isEmoji(child);
}

/** One paragraph, or none for white space; a lone named anchor is a block of its own. */
function paragraphs(children: readonly RichChild[], context: BlockContext): RichBlock[] {
  const solid = children.filter((child) => typeof child !== "string" || child.trim() !== "");
  const [only] = solid;
  if (only === undefined) return [];
  // Markdown puts media on neighbouring lines, and block tags on one line, into a paragraph.
  if (solid.every(isBlockNode)) return solid.flatMap((child) => blocksOf(child, context));
  if (solid.length === 1 && typeof only !== "string" && isAnchor(only)) {
    return [{ type: "anchor", name: attribute(only, "name") }];
  }
  return [{ type: "paragraph", text: richText(trimEnds(children)) }];
}

function isAnchor(node: RichNode): boolean {
  const isNamed = node.tag === "a" && node.attributes.has("name") && !node.attributes.has("href");
  return isNamed && plainText(node.children).trim() === "";
}

function trimEnds(children: readonly RichChild[]): RichChild[] {
  return children.map((child, index) => {
    if (typeof child !== "string") return child;
    const started = index === 0 ? child.trimStart() : child;
    return index === children.length - 1 ? started.trimEnd() : started;
  });
}

function blocksOf(node: RichNode, context: BlockContext): RichBlock[] {
  return node.tag === "p" ? paragraphs(node.children, context) : [blockOf(node, context)];
}

function blockOf(node: RichNode, context: BlockContext): RichBlock {
  const { tag, children } = node;
  if (MEDIA_TAGS.has(tag)) return mediaBlock(node, context.media);
  const heading = /^h([1-6])$/.exec(tag)?.[1];
  if (heading !== undefined)
    return { type: "heading", text: richText(children), size: Number(heading) as 1 };
  switch (tag) {
    case "pre":
      return preBlock(node);
    case "footer":
      return { type: "footer", text: richText(children) };
    case "hr":
      return { type: "divider" };
    case "tg-math-block":
      return { type: "mathematical_expression", expression: formula(node) };
    case "ul":
    case "ol":
      return listBlock(node, (content) => richBlocks(content, context));
    case "table":
      return tableBlock(node);
    case "blockquote":
      return quoteBlock(node, context);
    case "aside":
      return {
        type: "pullquote",
        text: richText(withoutTags(children, ["cite"])),
        ...creditOf(children),
      };
    case "details":
      return detailsBlock(node, context);
    case "figure":
      return figureBlock(node, context.media);
    case "tg-map":
      return mapBlock(node);
    case "tg-collage":
    case "tg-slideshow":
      return galleryBlock(node, (content) => richBlocks(content, context));
    case "tg-button-row":
      return buttonsBlock(node);
    case "tg-thinking":
      return thinkingBlock(node, context);
    default:
      throw richError(`tag "${tag}" can't be used here`);
  }
}

function preBlock({ children }: RichNode): RichBlock {
  const [only] = children;
  const code =
    children.length === 1 && typeof only === "object" && only.tag === "code" ? only : null;
  const language = /^language-(\S+)$/.exec(code === null ? "" : attribute(code, "class"))?.[1];
  const text = plainText(children);
  if (text === "") throw richError("a code block must not be empty");
  return { type: "pre", text, ...(language === undefined ? {} : { language }) };
}

function quoteBlock(node: RichNode, context: BlockContext): RichBlock {
  const content = withoutTags(node.children, ["cite"]);
  const credit = creditOf(node.children);
  if (node.attributes.has("expandable")) {
    return { type: "expandable_blockquote", text: richText(content), ...credit };
  }
  return { type: "blockquote", blocks: richBlocks(content, context), ...credit };
}

function detailsBlock(node: RichNode, context: BlockContext): RichBlock {
  const summary = childWith(node.children, "summary");
  if (summary === undefined) throw richError('tag "details" must have a summary');
  const blocks = richBlocks(withoutTags(node.children, ["summary"]), context);
  const open = node.attributes.has("open") ? { is_open: true as const } : {};
  return { type: "details", summary: richText(summary.children), blocks, ...open };
}

function buttonsBlock(node: RichNode): RichBlock {
  const buttons = node.children
    .filter((child) => typeof child === "object")
    .map((button) => richButton(button, richText(button.children)));
  const align = attribute(node, "align");
  return { type: "buttons", buttons, ...(align === "" ? {} : { align: alignment(align) }) };
}

function thinkingBlock(node: RichNode, { isDraft }: BlockContext): RichBlock {
  if (!isDraft) throw richError('tag "tg-thinking" can be used only in sendRichMessageDraft');
  return { type: "thinking", text: richText(node.children) };
}
