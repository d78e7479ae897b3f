/** A message stays as it is, and loses its buttons. */
import { type Answered, type BotApi, call } from "./bot-api.ts";
import { type MessagePlace, unlessUnchanged } from "./edit-menu.ts";

export async function removeButtons(
  api: BotApi,
  { chatId, messageId }: MessagePlace,
): Promise<Answered<unknown>> {
  const place = { chat_id: chatId, message_id: messageId };
  return unlessUnchanged(await call(api.editMessageReplyMarkup(place)));
}
