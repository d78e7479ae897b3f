/** deleteMessage and deleteMessages. */
import type { Message } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import type { SimChat } from "../control.ts";
import type { World } from "../world/world.ts";
import { int, json, place } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { resolveChat } from "./target.ts";

const MAX_AGE_SECONDS = 48 * 3600;
const MAX_AT_ONCE = 100;

/** The bot deletes its own messages, and in private chats those it received; only within 48 hours. */
function canDelete(world: World, chat: SimChat, message: Message): boolean {
  const isYoung = world.now() / 1000 - message.date < MAX_AGE_SECONDS;
  return isYoung && (chat.type === "private" || message.from?.id === world.bot.id);
}

function remove(world: World, chat: SimChat, message: Message): void {
  world.messages.delete(chat.id, message.message_id);
  world.events.emit({ type: "delete", chatId: chat.id, messageId: message.message_id });
}

const deleteMessage = defineMethod(
  "deleteMessage",
  z.object({ ...place, message_id: int }),
  ({ world }, input) => {
    const chat = resolveChat(world, input.chat_id);
    const message = world.messages.get(chat.id, input.message_id);
    if (message === undefined) throw badRequest("message to delete not found");
    if (!canDelete(world, chat, message)) throw badRequest("message can't be deleted for everyone");
    remove(world, chat, message);
    return true;
  },
);

/** Messages that are not there or cannot be deleted are skipped. */
const deleteMessages = defineMethod(
  "deleteMessages",
  z.object({ ...place, message_ids: json(z.array(int)) }),
  ({ world }, input) => {
    const chat = resolveChat(world, input.chat_id);
    const count = input.message_ids.length;
    if (count === 0) throw badRequest("message identifiers are not specified");
    if (count > MAX_AT_ONCE) throw badRequest("too many message identifiers specified");
    for (const id of input.message_ids) {
      const message = world.messages.get(chat.id, id);
      if (message !== undefined && canDelete(world, chat, message)) remove(world, chat, message);
    }
    return true;
  },
);

export const deleteMethods: readonly Method[] = [deleteMessage, deleteMessages];
