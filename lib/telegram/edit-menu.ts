/** A menu changes where it stands. */
import type { Menu } from "../model/button.ts";
import type { ChatId, MessageId } from "../model/ids.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";
import { inlineKeyboard } from "./inline-keyboard.ts";

export type MenuPlace = { readonly chatId: ChatId; readonly messageId: MessageId };

/** Telegram refuses an edit that changes nothing; then the menu is as it should be. */
export async function editMenu(
  api: BotApi,
  { chatId, messageId }: MenuPlace,
  { text, buttons }: Menu,
): Promise<Answered<unknown>> {
  const place = { chat_id: chatId, message_id: messageId };
  const edited = await call(api.editMessageText({ ...place, text, ...inlineKeyboard(buttons) }));
  const unchanged =
    edited.kind === "refused" && /message is not modified/i.test(edited.description);
  return unchanged ? { kind: "ok", value: true } : edited;
}
