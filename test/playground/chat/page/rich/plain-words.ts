/** The words of a rich message without their shape, for one-line previews. */
import type { RichBlock, RichText } from "grammy/types";

export const wordsOfText = (text: RichText | undefined): string => {
  if (text === undefined) return "";
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(wordsOfText).join("");
  if ("text" in text) return wordsOfText(text.text);
  if ("expression" in text) return text.expression;
  return "alternative_text" in text ? text.alternative_text : "";
};

const wordsOfBlock = (block: RichBlock): string => {
  switch (block.type) {
    case "list":
      return block.items.map((item) => wordsOfBlocks(item.blocks)).join(" ");
    case "table":
      return block.cells.flatMap((row) => row.map((cell) => wordsOfText(cell.text))).join(" ");
    case "details":
      return `${wordsOfText(block.summary)} ${wordsOfBlocks(block.blocks)}`;
    case "mathematical_expression":
      return block.expression;
    default:
      if ("blocks" in block) return wordsOfBlocks(block.blocks);
      return "text" in block ? wordsOfText(block.text) : "";
  }
};

export const wordsOfBlocks = (blocks: readonly RichBlock[]): string =>
  blocks.map(wordsOfBlock).filter(Boolean).join(" ");
