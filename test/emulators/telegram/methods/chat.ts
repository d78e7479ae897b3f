/** getChat, getChatMember, createForumTopic, getFile. */
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import { apiBot, apiChat, apiUser } from "../world/api-objects.ts";
import { openTopic } from "../world/topics.ts";
import { chatId, int } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { resolveChat } from "./target.ts";

const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;
const MAX_TOPIC_NAME = 128;

const getChat = defineMethod("getChat", z.object({ chat_id: chatId }), ({ world }, input) => {
  const chat = resolveChat(world, input.chat_id);
  const accepted_gift_types = {
    unlimited_gifts: false,
    limited_gifts: false,
    unique_gifts: false,
    premium_subscription: false,
    gifts_from_channels: false,
  };
  return {
    ...apiChat(world, chat),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types,
  };
});

const getChatMember = defineMethod(
  "getChatMember",
  z.object({ chat_id: chatId, user_id: int }),
  ({ world }, input) => {
    const chat = resolveChat(world, input.chat_id);
    if (input.user_id === world.bot.id) return { status: "member", user: apiBot(world.bot) };
    const user = world.users.get(input.user_id);
    if (user === undefined) throw badRequest("PARTICIPANT_ID_INVALID");
    const status = chat.memberIds.includes(user.id) ? "member" : "left";
    return { status, user: apiUser(user) };
  },
);

const createForumTopic = defineMethod(
  "createForumTopic",
  z.object({ chat_id: chatId, name: z.string().default(""), icon_color: int.optional() }),
  ({ world }, input) => {
    const chat = resolveChat(world, input.chat_id);
    if (!chat.isForum) throw badRequest("the chat is not a forum");
    const name = input.name.trim();
    if (name === "" || name.length > MAX_TOPIC_NAME) throw badRequest("TOPIC_TITLE_INVALID");
    const { topic, message } = openTopic(world, chat, { name, by: apiBot(world.bot) });
    world.events.emit({ type: "message", message });
    const icon_color = message.forum_topic_created?.icon_color;
    return { message_thread_id: topic.id, name, icon_color };
  },
);

const getFile = defineMethod("getFile", z.object({ file_id: z.string() }), ({ world }, input) => {
  const file = world.files.get(input.file_id);
  if (file === undefined) {
    throw badRequest("wrong file_id or the file is temporarily unavailable");
  }
  if (file.sizeBytes > MAX_DOWNLOAD_BYTES) throw badRequest("file is too big");
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.sizeBytes,
    file_path: file.path,
  };
});

export const chatMethods: readonly Method[] = [getChat, getChatMember, createForumTopic, getFile];
