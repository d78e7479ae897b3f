/** What the control routes accept, checked before anything is believed. */
import { z } from "zod";
import type { CreateChat, EditMessage, Fault, SendMessage } from "./control.ts";

const id = z.int();

const uploadedFile = z.object({
  name: z.string(),
  mimeType: z.string(),
  base64: z.base64(),
  as: z.enum([
    "photo",
    "document",
    "voice",
    "video_note",
    "audio",
    "video",
    "animation",
    "sticker",
  ]),
  durationSeconds: z.number().exactOptional(),
});

export const sendMessage: z.ZodType<SendMessage> = z.object({
  chatId: id,
  userId: id,
  topicId: id.exactOptional(),
  text: z.string().exactOptional(),
  replyToMessageId: id.exactOptional(),
  files: z.array(uploadedFile).exactOptional(),
});

export const editMessage: z.ZodType<EditMessage> = z.object({
  chatId: id,
  messageId: id,
  userId: id,
  text: z.string(),
});

export const deletion = z.object({ chatId: id, messageId: id, userId: id });

export const forwarding = z.object({
  fromChatId: id,
  messageIds: z.array(id).min(1),
  toChatId: id,
  userId: id,
  topicId: id.optional(),
});

export const press = z.object({ chatId: id, messageId: id, userId: id, data: z.string() });

export const stopPress = z.object({
  chatId: id,
  draftId: id,
  userId: id,
  topicId: id.optional(),
});

export const pay = z.object({ chatId: id, messageId: id, userId: id });
export const takeStars = z.object({ userId: id, amount: z.int().positive(), payload: z.string() });
export const migration = z.object({ chatId: id });

const user = z.object({
  id: id.positive(),
  firstName: z.string().min(1),
  lastName: z.string().exactOptional(),
  username: z.string().exactOptional(),
  languageCode: z.string(),
});

export const createChat: z.ZodType<CreateChat> = z.object({
  type: z.enum(["private", "group", "supergroup"]),
  title: z.string(),
  isForum: z.boolean().exactOptional(),
  members: z.array(user),
});

export const newTopic = z.object({ chatId: id, name: z.string().min(1).max(128) });
export const oldTopic = z.object({ chatId: id, topicId: id });
export const block = z.object({ userId: id, blocked: z.boolean() });
export const kick = z.object({ chatId: id, kicked: z.boolean() });

export const rawUpdate = z.object({
  update: z.looseObject({}),
  times: z.int().min(1).default(1),
  concurrent: z.boolean().default(false),
});

const strikes = {
  method: z.string().min(1),
  chatId: id.exactOptional(),
  fileId: z.string().exactOptional(),
  times: z.int().min(1).exactOptional(),
  skip: z.int().min(0).exactOptional(),
};

export const fault: z.ZodType<Fault> = z.discriminatedUnion("kind", [
  z.object({
    ...strikes,
    kind: z.literal("error"),
    code: z.int().min(400).max(599),
    description: z.string(),
    retryAfterSeconds: z.number().exactOptional(),
  }),
  z.object({ ...strikes, kind: z.literal("lost_answer") }),
  z.object({ ...strikes, kind: z.literal("lost_call") }),
  z.object({ ...strikes, kind: z.literal("delay"), delayMs: z.number().min(0) }),
]);
