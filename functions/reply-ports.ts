/** A thread's way to say something without Claude: replies, menus, and what a press is answered. */
import { call } from "../lib/telegram/bot-api.ts";
import { buttonBelow } from "../lib/telegram/button-below.ts";
import { editMenu } from "../lib/telegram/edit-menu.ts";
import { inlineKeyboard } from "../lib/telegram/inline-keyboard.ts";
import { type Place, placeOf } from "../lib/telegram/place.ts";
import { placeInstead } from "../lib/telegram/place-instead.ts";
import { removeButtons } from "../lib/telegram/remove-buttons.ts";
import { type ReplyTo, replyTo } from "../lib/telegram/reply-to.ts";
import { say } from "../lib/telegram/say.ts";
import type { ThreadPorts } from "../lib/turn/thread-ports.ts";
import type { Services } from "./compose.ts";

type ReplyPorts = Pick<
  ThreadPorts,
  "reply" | "replyBelow" | "say" | "sendMenu" | "editMenu" | "removeButtons" | "answerPress"
>;

type Message = { readonly text: string } & Partial<ReturnType<typeof buttonBelow>> &
  Partial<ReplyTo>;

export function replyPorts({ botApi }: Services): ReplyPorts {
  const send = async (place: Place, message: Message) => {
    const sent = await call(botApi.sendMessage({ ...place, ...message }));
    const elsewhere = placeInstead(sent, place);
    if (!elsewhere) return sent;
    // In a group that has moved, the number of the message to stand below is another message's.
    const lost = message.reply_parameters && elsewhere.chat_id !== place.chat_id;
    return call(botApi.sendMessage({ ...elsewhere, ...(lost ? { text: message.text } : message) }));
  };
  return {
    reply: ({ thread, messageId }, text, button) =>
      send(placeOf(thread), { text, ...(button && buttonBelow(messageId, button)) }),
    replyBelow: ({ thread, messageId }, text) =>
      send(placeOf(thread), { text, ...replyTo(messageId) }),
    say: ({ thread }, saying) => say(botApi, placeOf(thread), saying),
    sendMenu: ({ thread }, { text, buttons }) =>
      send(placeOf(thread), { text, ...(buttons.length > 0 && inlineKeyboard(buttons)) }),
    editMenu: ({ thread, messageId }, menu) =>
      editMenu(botApi, { chatId: thread.chatId, messageId }, menu),
    removeButtons: ({ thread, messageId }) =>
      removeButtons(botApi, { chatId: thread.chatId, messageId }),
    answerPress: (queryId, text) =>
      call(botApi.answerCallbackQuery({ callback_query_id: queryId, text })),
  };
}
