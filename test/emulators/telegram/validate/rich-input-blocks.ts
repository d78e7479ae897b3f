/** The `blocks` notation of a rich message [rich.d.ts, InputRichBlock]. */
import type { RichBlock } from "grammy/types";
import { z } from "zod";
import { richError } from "./rich-error.ts";
import { richTextInput } from "./rich-input-text.ts";

const yes = z.literal(true).optional();
const caption = z
  .strictObject({ text: richTextInput, credit: richTextInput.optional() })
  .optional();
const blocks: z.ZodType = z.lazy(() => z.array(block));

function of<Shape extends z.ZodRawShape>(type: string, fields: Shape) {
  return z.strictObject({ type: z.literal(type), ...fields });
}

/** A media block; the caption inside its media is ignored, so nothing else is asked of it. */
function media(type: string) {
  const input = z.looseObject({ type: z.string(), media: z.string().min(1) });
  return of(type, { [type]: input, caption });
}

const listItem = z.strictObject({
  blocks,
  has_checkbox: yes,
  is_checked: yes,
  value: z.int().optional(),
  type: z.enum(["a", "A", "i", "I", "1"]).optional(),
});

const cell = z.strictObject({
  text: richTextInput.optional(),
  is_header: yes,
  colspan: z.int().min(1).optional(),
  rowspan: z.int().min(1).optional(),
  align: z.enum(["left", "center", "right"]),
  valign: z.enum(["top", "middle", "bottom"]),
});

const map = of("map", {
  location: z.looseObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  zoom: z.int().min(0).max(24),
  width: z.int().min(0).max(10_000),
  height: z.int().min(0).max(10_000),
  caption,
});

const text = { text: richTextInput };
const quoted = { ...text, credit: richTextInput.optional() };

const block: z.ZodType = z.union([
  of("paragraph", text),
  of("heading", { ...text, size: z.int().min(1).max(6) }),
  of("pre", { ...text, language: z.string().optional() }),
  of("footer", text),
  of("divider", {}),
  of("mathematical_expression", { expression: z.string().min(1) }),
  of("anchor", { name: z.string().min(1) }),
  of("list", { items: z.array(listItem).min(1) }),
  of("blockquote", { blocks, credit: richTextInput.optional() }),
  of("expandable_blockquote", quoted),
  of("pullquote", quoted),
  of("collage", { blocks, caption }),
  of("slideshow", { blocks, caption }),
  of("table", {
    cells: z.array(z.array(cell)).min(1),
    is_bordered: yes,
    is_striped: yes,
    is_compact: yes,
    caption: richTextInput.optional(),
  }),
  of("details", { summary: richTextInput, blocks, is_open: yes }),
  map,
  ...["animation", "audio", "document", "photo", "video", "voice_note"].map(media),
  of("buttons", {
    buttons: z
      .array(z.looseObject({ text: richTextInput }))
      .min(1)
      .max(8),
    align: z.enum(["left", "center", "right"]).optional(),
  }),
  of("thinking", text),
]);

/** Blocks as given, checked. Files named inside them are not stored: no test here has needed it. */
export function inputBlocks(value: unknown, isDraft: boolean): RichBlock[] {
  if (!Array.isArray(value)) throw richError("blocks must be an array");
  for (const [index, entry] of value.entries()) {
    if (!block.safeParse(entry).success) throw richError(`block ${index} is invalid`);
    if (!isDraft && hasType(entry, "thinking")) {
      throw richError('block "thinking" can be used only in sendRichMessageDraft');
    }
  }
  return value as RichBlock[];
}

function hasType(value: unknown, type: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("type" in value && value.type === type) return true;
  return Object.values(value).some((part) => hasType(part, type));
}
