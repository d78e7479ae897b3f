/** A person presses a button: an inline one, or the Stop of a draft. */
import { randomInt } from "node:crypto";
import type { CallbackQuery, Message } from "grammy/types";
import type { CallbackAnswer } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { apiUser, privateChat } from "../world/api-objects.ts";
import { Refusal } from "./refusal.ts";
import { chatOf, memberOf, messageOf, topicOf } from "./who-and-where.ts";

export type Press = {
  readonly chatId: number;
  readonly messageId: number;
  readonly userId: number;
  readonly data: string;
};

/** Resolves when the bot answers, or with null when the client would stop waiting. */
export function press(emulator: Emulator, request: Press): Promise<CallbackAnswer | null> {
  const { world, updates } = emulator;
  const chat = chatOf(world, request.chatId);
  const user = memberOf(world, chat, request.userId);
  const message = messageOf(world, chat.id, request.messageId);
  if (!hasButton(message, request.data)) {
    throw new Refusal(`Message ${message.message_id} has no button with this data`);
  }
  const id = String(randomInt(2 ** 47));
  const query: CallbackQuery = {
    id,
    from: apiUser(user),
    message,
    chat_instance: String(chat.id),
    data: request.data,
  };
  const answer = world.callbacks.ask(id, user.id);
  updates.add({ callback_query: query });
  return answer;
}

function hasButton(message: Message, data: string): boolean {
  return hasData(message.reply_markup, data) || hasData(message.rich_message, data);
}

/** Buttons of a keyboard and buttons anywhere inside a rich message name their data alike. */
function hasData(value: unknown, data: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("callback_data" in value && value.callback_data === data) return true;
  return Object.values(value).some((part) => hasData(part, data));
}

export type StopPress = {
  readonly chatId: number;
  readonly draftId: number;
  readonly userId: number;
  readonly topicId?: number | undefined;
};

export function stopDraft({ world, updates }: Emulator, request: StopPress): void {
  const chat = chatOf(world, request.chatId);
  memberOf(world, chat, request.userId);
  const topicId = topicOf(chat, request.topicId);
  const problem = world.drafts.stop(chat.id, topicId ?? 0, request.draftId);
  if (problem !== null) throw new Refusal(problem);
  updates.add({
    stopped_message_generation: {
      chat: privateChat(world, chat),
      ...(topicId === undefined ? {} : { message_thread_id: topicId }),
      draft_id: request.draftId,
    },
  });
}
