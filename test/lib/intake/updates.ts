/** Updates as Telegram sends them, with what a test cares about replaced. */
import type { BotIdentity } from "../../../lib/intake/is-addressed.ts";

export const bot: BotIdentity = { id: 7_000_000_001, username: "FerryBot" };

const ada = { id: 42, is_bot: false, first_name: "Ada", last_name: "L", language_code: "en" };
const crew = { id: -1001234567890, type: "supergroup", title: "Crew", is_forum: true };

export type JsonFields = Readonly<Record<string, unknown>>;

/** What Ada writes in her private chat. */
export function privateMessage(message: JsonFields): JsonFields {
  const chat = { id: 42, type: "private", first_name: "Ada", username: "ada" };
  return updateOf({ chat, ...message });
}

/** What Ada writes in a group. */
export function groupMessage(message: JsonFields): JsonFields {
  return updateOf({ chat: crew, ...message });
}

function updateOf(message: JsonFields): JsonFields {
  const written = { message_id: 5, date: 1_795_000_000, from: ada, ...message };
  return { update_id: 900, message: written };
}

/** Text with the entities Telegram's server would find in it. */
export function textWith(text: string): JsonFields {
  const entities = Array.from(text.matchAll(/(?<=^|\s)([/@])[\w@]+/g), (match) => ({
    type: match[1] === "/" ? "bot_command" : "mention",
    offset: match.index,
    length: match[0].length,
  }));
  return entities.length > 0 ? { text, entities } : { text };
}
