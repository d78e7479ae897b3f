/** RichText as a bot may send it in `blocks` [rich.d.ts, RichText]. */
import { z } from "zod";

const styled = z.enum([
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "subscript",
  "superscript",
  "marked",
  "code",
]);

export const richTextInput: z.ZodType = z.lazy(() =>
  z.union([z.string(), z.array(richTextInput), richTextObject]),
);

/** A typed text: what surrounds `text`, by its type. */
function typed<Shape extends z.ZodRawShape>(type: string, fields: Shape) {
  return z.strictObject({ type: z.literal(type), text: richTextInput, ...fields });
}

const button = z.looseObject({ text: richTextInput });

const richTextObject: z.ZodType = z.union([
  z.strictObject({ type: styled, text: richTextInput }),
  typed("url", { url: z.string().regex(/^(https?|tg|tonsite):\/\/\S+$/i) }),
  typed("email_address", { email_address: z.email() }),
  typed("phone_number", { phone_number: z.string().min(1) }),
  typed("bank_card_number", { bank_card_number: z.string().min(1) }),
  typed("mention", { username: z.string().min(1) }),
  typed("hashtag", { hashtag: z.string().min(1) }),
  typed("cashtag", { cashtag: z.string().min(1) }),
  typed("bot_command", { bot_command: z.string().min(1) }),
  typed("text_mention", { user: z.looseObject({ id: z.int() }) }),
  typed("date_time", {
    unix_time: z.int(),
    date_time_format: z.string().regex(/^(r|w?[dD]?[tT]?)$/),
  }),
  typed("anchor_link", { anchor_name: z.string() }),
  typed("reference", { name: z.string().min(1) }),
  typed("reference_link", { reference_name: z.string().min(1) }),
  z.strictObject({ type: z.literal("anchor"), name: z.string().min(1) }),
  z.strictObject({ type: z.literal("mathematical_expression"), expression: z.string().min(1) }),
  z.strictObject({
    type: z.literal("custom_emoji"),
    custom_emoji_id: z.string().regex(/^\d+$/),
    alternative_text: z.string().min(1),
  }),
  z.strictObject({ type: z.literal("button"), button }),
]);
