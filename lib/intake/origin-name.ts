/** Who a message comes from originally: one person, a person who hides, a chat or a channel (Bot API, MessageOrigin). */
import { displayName } from "../model/display-name.ts";
import { readSender, readSenderChat } from "./read-sender.ts";
import type { TelegramOrigin } from "./update-schema.ts";

export function originName(origin: TelegramOrigin): string {
  switch (origin.type) {
    case "user":
      return displayName(readSender(origin.sender_user));
    case "hidden_user":
      return origin.sender_user_name;
    case "chat":
      return displayName(readSenderChat(origin.sender_chat));
    case "channel":
      return displayName(readSenderChat(origin.chat));
  }
}
