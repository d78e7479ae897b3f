/** Where a message went, if that is not the thread's own chat: a group may become a supergroup meanwhile. */
import type { ChatId, ThreadAddress } from "../model/ids.ts";
import type { Place } from "../telegram/place.ts";

export function strangeChat(
  { chat_id }: Place,
  { chatId }: ThreadAddress,
): { readonly chatId?: ChatId } {
  return chat_id === chatId ? {} : { chatId: chat_id as ChatId };
}
