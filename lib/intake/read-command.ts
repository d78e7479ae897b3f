/** Is this text a command, and is it meant for this bot? (`/help`, in groups `/help@ferry_bot`) */
import type { Content } from "../model/inbound.ts";
import type { TelegramMessage } from "./update-schema.ts";

const commandForm = /^\/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+([\s\S]*))?$/;

type Command = Extract<Content, { kind: "command" }>;

/** Null where it is no command at all. */
export function readCommand(
  message: TelegramMessage,
  botUsername: string,
): Command | "other-bot" | null {
  const atStart = message.entities?.some(
    (entity) => entity.type === "bot_command" && entity.offset === 0,
  );
  const match = atStart ? commandForm.exec(message.text ?? "") : null;
  const [, name, addressee, args = ""] = match ?? [];
  if (!name) return null;
  if (addressee && addressee.toLowerCase() !== botUsername.toLowerCase()) return "other-bot";
  return { kind: "command", name: name.toLowerCase(), args: args.trim() };
}
