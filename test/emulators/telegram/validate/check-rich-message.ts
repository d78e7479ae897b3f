/** Decides whether Telegram would take a rich message, and how it would read it [rich.d.ts, InputRichMessage]. */
import type { RichBlock } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import { htmlTree } from "./html-tree.ts";
import { markdownTree } from "./markdown-tree.ts";
import { type BlockContext, richBlocks } from "./rich-blocks.ts";
import { richError } from "./rich-error.ts";
import { inputBlocks } from "./rich-input-blocks.ts";
import { measureRich } from "./rich-measure.ts";

export type CheckedRich = {
  readonly blocks: readonly RichBlock[];
  /** What it was written as: the markdown, the html, or the blocks as JSON. */
  readonly source: string;
  readonly isRtl: boolean;
};

const richMessage = z.strictObject({
  markdown: z.string().optional(),
  html: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  media: z.array(z.unknown()).optional(),
  is_rtl: z.boolean().optional(),
  skip_entity_detection: z.boolean().optional(),
});
type RichInput = z.output<typeof richMessage>;

/** Throws the 400 a refused message gets. */
export function checkRichMessage(message: unknown, context: BlockContext): CheckedRich {
  const parsed = richMessage.safeParse(message);
  if (!parsed.success) throw badRequest("rich message must be non-empty");
  const input = parsed.data;
  const given = [input.markdown, input.html, input.blocks].filter((part) => part?.length);
  if (given.length === 0) throw badRequest("rich message must be non-empty");
  if (given.length > 1) throw richError("exactly one of markdown, html and blocks must be used");
  const blocks = readBlocks(input, context);
  measureRich(blocks);
  const source = input.markdown || input.html || JSON.stringify(input.blocks);
  return { blocks, source, isRtl: input.is_rtl ?? false };
}

function readBlocks(input: RichInput, context: BlockContext): RichBlock[] {
  if (input.blocks?.length) return inputBlocks(input.blocks, context.isDraft);
  if (input.html) return richBlocks(htmlTree(input.html), context);
  return richBlocks(markdownTree(input.markdown ?? ""), context);
}
