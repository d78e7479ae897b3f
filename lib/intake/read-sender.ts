/** Who wrote, in our words. */
import type { UserId } from "../model/ids.ts";
import type { Sender } from "../model/inbound.ts";
import type { TelegramChat, TelegramUser } from "./update-schema.ts";

export function readSender(from: TelegramUser): Sender {
  return {
    id: from.id as UserId,
    firstName: from.first_name,
    ...(from.last_name === undefined ? {} : { lastName: from.last_name }),
    ...(from.username === undefined ? {} : { username: from.username }),
    ...(from.language_code === undefined ? {} : { languageCode: from.language_code }),
  };
}

/** A group or channel in whose name somebody writes. */
export function readSenderChat({ id, title, username }: TelegramChat): Sender {
  return {
    id: id as UserId,
    firstName: title ?? "",
    ...(username === undefined ? {} : { username }),
  };
}
