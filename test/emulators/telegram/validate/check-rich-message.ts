/** Decides whether Telegram would take a rich message, and how it would read it. */
import type { RichBlock } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";

export type CheckedRich = {
  readonly blocks: readonly RichBlock[];
  /** What it was written as: the markdown, the html, or the text of the blocks. */
  readonly source: string;
  readonly isRtl: boolean;
};

const input = z.looseObject({
  markdown: z.string().optional(),
  html: z.string().optional(),
  is_rtl: z.boolean().optional(),
});

export function checkRichMessage(
  message: unknown,
  _context: { readonly isDraft: boolean },
): CheckedRich {
  const parsed = input.safeParse(message);
  const source = parsed.success ? (parsed.data.markdown ?? parsed.data.html ?? "") : "";
  if (source === "") throw badRequest("rich message must be non-empty");
  return {
    blocks: [{ type: "paragraph", text: source }],
    source,
    isRtl: parsed.data?.is_rtl ?? false,
  };
}
