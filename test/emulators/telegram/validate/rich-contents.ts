/** What lies directly inside a block: its texts, its blocks, and rows or items that count as blocks. */
import type { RichBlock, RichBlockCaption, RichText } from "grammy/types";

export type RichContents = {
  readonly texts: readonly RichText[];
  readonly blocks: readonly RichBlock[];
  /** List items and table rows. */
  readonly parts: number;
};

export function contentsOf(block: RichBlock): RichContents {
  switch (block.type) {
    case "divider":
    case "anchor":
      return contents([]);
    case "mathematical_expression":
      return contents([{ type: "mathematical_expression", expression: block.expression }]);
    case "list":
      return contents(
        [],
        block.items.flatMap((item) => item.blocks),
        block.items.length,
      );
    case "table":
      return contents(
        [...block.cells.flat().map((cell) => cell.text), block.caption],
        [],
        block.cells.length,
      );
    case "blockquote":
      return contents([block.credit], block.blocks);
    case "details":
      return contents([block.summary], block.blocks);
    case "collage":
    case "slideshow":
      return contents(captionTexts(block.caption), block.blocks);
    case "expandable_blockquote":
    case "pullquote":
      return contents([block.text, block.credit]);
    case "buttons":
      return contents(block.buttons.map((button) => button.text));
    case "paragraph":
    case "heading":
    case "pre":
    case "footer":
    case "thinking":
      return contents([block.text]);
    default:
      return contents(captionTexts(block.caption));
  }
}

function contents(
  texts: readonly (RichText | undefined)[],
  blocks: readonly RichBlock[] = [],
  parts = 0,
): RichContents {
  return { texts: texts.filter((text) => text !== undefined), blocks, parts };
}

function captionTexts(caption: RichBlockCaption | undefined): (RichText | undefined)[] {
  return [caption?.text, caption?.credit];
}
