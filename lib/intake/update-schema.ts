/** The part of Telegram's Update that Ferry reads; everything else passes unseen. */
import * as z from "zod";
import { optionalPart } from "./optional-part.ts";

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

const unixSeconds = z.number().int().safe();

const origin = z.discriminatedUnion("type", [
  z.object({ type: z.literal("user"), date: unixSeconds, sender_user: user }),
  z.object({ type: z.literal("hidden_user"), date: unixSeconds, sender_user_name: z.string() }),
  z.object({ type: z.literal("chat"), date: unixSeconds, sender_chat: chat }),
  z.object({ type: z.literal("channel"), date: unixSeconds, chat }),
]);

/** A message as another one carries it: it may lack everything. */
const carriedMessage = z.looseObject({
  message_id: optionalPart(id),
  from: optionalPart(user),
  sender_chat: optionalPart(chat),
  text: optionalPart(z.string()),
  caption: optionalPart(z.string()),
});

export const messageSchema = z.looseObject({
  message_id: id,
  message_thread_id: topicId.optional(),
  is_topic_message: z.boolean().optional(),
  date: unixSeconds,
  chat,
  from: user.optional(),
  sender_chat: chat.optional(),
  is_automatic_forward: optionalPart(z.boolean()),
  migrate_to_chat_id: optionalPart(id),
  migrate_from_chat_id: optionalPart(id),
  media_group_id: optionalPart(z.string()),
  text: z.string().optional(),
  entities: optionalPart(z.array(entity)),
  caption: optionalPart(z.string()),
  caption_entities: optionalPart(z.array(entity)),
  reply_to_message: optionalPart(carriedMessage),
  external_reply: optionalPart(z.looseObject({ origin })),
  quote: optionalPart(z.object({ text: z.string() })),
  forward_origin: optionalPart(origin),
  via_bot: optionalPart(user),
});

const paidFields = {
  currency: z.string(),
  total_amount: z.number().int().safe(),
  invoice_payload: z.string(),
};

/** On a message that says so, or on a refund's. */
export const paymentSchema = z.object({
  ...paidFields,
  telegram_payment_charge_id: z.string().min(1),
});

const memberStatus = z.enum(["creator", "administrator", "member", "restricted", "left", "kicked"]);

export const updateSchema = z.looseObject({
  update_id: id,
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
  stopped_message_generation: z
    .object({ chat, message_thread_id: topicId.optional(), draft_id: id })
    .optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      data: optionalPart(z.string()),
      /** Absent below messages of inline mode; without its content, and undated, where it is too old. */
      message: optionalPart(
        z.object({
          message_id: id,
          date: unixSeconds,
          chat,
          message_thread_id: optionalPart(topicId),
          is_topic_message: optionalPart(z.boolean()),
        }),
      ),
    })
    .optional(),
  pre_checkout_query: z.object({ id: z.string(), from: user, ...paidFields }).optional(),
  my_chat_member: z
    .object({
      chat,
      date: unixSeconds,
      new_chat_member: z.object({ status: memberStatus, is_member: z.boolean().optional() }),
    })
    .optional(),
});

export type TelegramMessage = z.infer<typeof messageSchema>;
export type CarriedMessage = z.infer<typeof carriedMessage>;
export type TelegramPress = NonNullable<z.infer<typeof updateSchema>["callback_query"]>;
export type TelegramCheckout = NonNullable<z.infer<typeof updateSchema>["pre_checkout_query"]>;
export type TelegramMember = NonNullable<z.infer<typeof updateSchema>["my_chat_member"]>;
export type TelegramOrigin = z.infer<typeof origin>;
export type TelegramUser = z.infer<typeof user>;
export type TelegramChat = z.infer<typeof chat>;
export type TelegramEntity = z.infer<typeof entity>;
/** A message, or one that another carries, seen as its fields: each is read by whoever knows its form. */
export type MessageParts = Readonly<Record<string, unknown>>;
