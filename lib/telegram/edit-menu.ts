/** A menu changes where it stands. */
import type { Menu } from "../model/button.ts";
import type { ChatId, MessageId } from "../model/ids.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";
import { inlineKeyboard } from "./inline-keyboard.ts";

export type MessagePlace = { readonly chatId: ChatId; readonly messageId: MessageId };

export async function editMenu(
  api: BotApi,
  { chatId, messageId }: MessagePlace,
  { text, buttons }: Menu,
): Promise<Answered<unknown>> {
  const place = { chat_id: chatId, message_id: messageId };
  const content = { text, ...inlineKeyboard(buttons) };
  return unlessUnchanged(await call(api.editMessageText({ ...place, ...content })));
}

/** Telegram refuses an edit that changes nothing; then the message is as it should be. */
export function unlessUnchanged(edited: Answered<unknown>): Answered<unknown> {
  const unchanged =
    edited.kind === "refused" && /message is not modified/i.test(edited.description);
  return unchanged ? { kind: "ok", value: true } : edited;
}
