/** Input fields shared by many methods. Forms carry everything as strings, so each field takes both. */
import type { MessageEntity } from "grammy/types";
import { z } from "zod";

export const int = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/, "expected an integer")
    .transform(Number),
]);

export const number = z.union([z.number(), z.string().transform(Number).pipe(z.number())]);

export const bool = z.union([
  z.boolean(),
  z.string().transform((text) => ["true", "1", "yes"].includes(text.toLowerCase())),
]);

/** A value that a form sends JSON-serialized. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, context) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: "custom", message: "can't parse JSON object" });
      return z.NEVER;
    }
  }, schema);
}

export const chatId = z.union([int, z.string().regex(/^@\w+$/)]);

const entity = z.looseObject({ type: z.string(), offset: z.int(), length: z.int() });

export const entities = json(z.array(entity)).transform(
  (list) => list as unknown as readonly MessageEntity[],
);

/** Which chat and, in a forum, which topic. */
export const place = { chat_id: chatId, message_thread_id: int.optional() };

const replyParameters = json(
  z.looseObject({
    message_id: int.optional(),
    chat_id: chatId.optional(),
    allow_sending_without_reply: bool.optional(),
    quote: z.string().optional(),
    quote_position: int.optional(),
  }),
);

/** What every send… method accepts besides its content. */
export const sending = {
  ...place,
  disable_notification: bool.optional(),
  protect_content: bool.optional(),
  reply_parameters: replyParameters.optional(),
  reply_to_message_id: int.optional(),
  allow_sending_without_reply: bool.optional(),
  reply_markup: json(z.unknown()).optional(),
};

export type Sending = z.output<z.ZodObject<typeof sending>>;

export const caption = {
  caption: z.string().optional(),
  parse_mode: z.string().optional(),
  caption_entities: entities.optional(),
  show_caption_above_media: bool.optional(),
};

/** An uploaded file, `attach://name`, a file_id or a URL. */
export const inputFile = z.union([z.instanceof(File), z.string().min(1)]);
