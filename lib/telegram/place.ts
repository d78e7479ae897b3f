/** Where in Telegram something is sent: a chat, and in it perhaps a topic. */
import type { ThreadAddress } from "../model/ids.ts";
import type { Keyboard } from "./inline-keyboard.ts";
import type { ReplyTo } from "./reply-to.ts";

export type Place = { readonly chat_id: number; readonly message_thread_id?: number };

/** The same, with the buttons of what is sent there, and what it is a reply to. */
export type PlaceWithButtons = Place & Partial<Keyboard> & Partial<ReplyTo>;

export function placeOf({ chatId, topicId }: ThreadAddress): Place {
  return topicId === 0 ? { chat_id: chatId } : { chat_id: chatId, message_thread_id: topicId };
}
