/** In a group the bot stays quiet unless spoken to: mentioned, or replied to. */
import type { TelegramEntity, TelegramMessage } from "./update-schema.ts";

export type BotIdentity = { readonly id: number; readonly username: string };

export function isAddressed(message: TelegramMessage, bot: BotIdentity): boolean {
  if (message.chat.type === "private") return true;
  if (message.reply_to_message?.from?.id === bot.id) return true;
  return (message.entities ?? []).some((entity) => mentions(entity, message.text ?? "", bot));
}

function mentions(entity: TelegramEntity, text: string, bot: BotIdentity): boolean {
  if (entity.type === "text_mention") return entity.user?.id === bot.id;
  if (entity.type !== "mention") return false;
  const name = text.slice(entity.offset + 1, entity.offset + entity.length);
  return name.toLowerCase() === bot.username.toLowerCase();
}
