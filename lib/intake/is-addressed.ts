/** In a group the bot stays quiet unless spoken to: named, or replied to. */
import { answeredMessage } from "./read-reply.ts";
import type { TelegramEntity, TelegramMessage } from "./update-schema.ts";

export type BotIdentity = { readonly id: number; readonly username: string };

export function isAddressed(message: TelegramMessage, bot: BotIdentity): boolean {
  if (message.chat.type === "private") return true;
  if (answeredMessage(message)?.from?.id === bot.id) return true;
  const { text = "", entities = [], caption = "", caption_entities = [] } = message;
  return (
    entities.some((entity) => names(entity, text, bot)) ||
    caption_entities.some((entity) => names(entity, caption, bot))
  );
}

/** `@ferry_bot`, `/ask@ferry_bot`, or a mention without a username. */
function names(entity: TelegramEntity, text: string, bot: BotIdentity): boolean {
  if (entity.type === "text_mention") return entity.user?.id === bot.id;
  if (entity.type !== "mention" && entity.type !== "bot_command") return false;
  const [, name] = text.slice(entity.offset, entity.offset + entity.length).split("@");
  return name?.toLowerCase() === bot.username.toLowerCase();
}
