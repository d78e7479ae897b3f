/** The part of Telegram's Update that Ferry reads; everything else passes unseen. */
import * as z from "zod";

const id = z.number().int().safe();
const topicId = id.nonnegative();

const user = z.object({
  id,
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});

const chat = z.object({
  id,
  type: z.enum(["private", "group", "supergroup", "channel"]),
  title: z.string().optional(),
  username: z.string().optional(),
});

const entity = z.object({
  type: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
  user: user.optional(),
});

export const messageSchema = z.looseObject({
  message_id: id,
  message_thread_id: topicId.optional(),
  is_topic_message: z.boolean().optional(),
  date: z.number().int(),
  chat,
  from: user.optional(),
  sender_chat: chat.optional(),
  text: z.string().optional(),
  entities: z.array(entity).optional(),
  reply_to_message: z.looseObject({ from: user.optional() }).optional(),
});

export const updateSchema = z.looseObject({
  update_id: id,
  message: messageSchema.optional(),
  stopped_message_generation: z
    .object({ chat, message_thread_id: topicId.optional(), draft_id: id })
    .optional(),
});

export type TelegramMessage = z.infer<typeof messageSchema>;
export type TelegramUser = z.infer<typeof user>;
export type TelegramEntity = z.infer<typeof entity>;
