/** What surrounds a message in its own update: forwards, replies, quotes. Nothing is looked up (design I5). */
import type { ForwardOrigin, MessageContext } from "../model/inbound.ts";
import { originName } from "./origin-name.ts";
import { readReply } from "./read-reply.ts";
import type { TelegramMessage, TelegramOrigin } from "./update-schema.ts";

/** Undefined where nothing surrounds it. */
export function readContext(message: TelegramMessage, botId: number): MessageContext | undefined {
  const { forward_origin: origin, quote, via_bot: bot } = message;
  const repliedTo = readReply(message, botId);
  const context: MessageContext = {
    ...(origin && { forwardedFrom: forwardedFrom(origin) }),
    ...(repliedTo && { repliedTo }),
    ...(quote && { quote: quote.text }),
    ...(bot && { viaBot: bot.username ?? bot.first_name }),
  };
  return Object.keys(context).length > 0 ? context : undefined;
}

function forwardedFrom(origin: TelegramOrigin): ForwardOrigin {
  return { kind: origin.type, name: originName(origin), sentAtMs: origin.date * 1000 };
}
