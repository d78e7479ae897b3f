/** Is this text a command, and is it meant for this bot? (`/help`, in groups `/help@ferry_bot`) */
import type { TelegramMessage } from "./update-schema.ts";

const commandForm = /^\/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+([\s\S]*))?$/;

export type ReadCommand =
  | {
      readonly kind: "command";
      readonly name: string;
      readonly args: string;
      readonly named: boolean;
    }
  | { readonly kind: "other-bot" };

/** `named` says that the command carried this bot's own name. */
export function readCommand(message: TelegramMessage, botUsername: string): ReadCommand | null {
  const atStart = message.entities?.some(
    (entity) => entity.type === "bot_command" && entity.offset === 0,
  );
  const match = atStart ? commandForm.exec(message.text ?? "") : null;
  const [, name, addressee, args = ""] = match ?? [];
  if (!name) return null;
  if (addressee && addressee.toLowerCase() !== botUsername.toLowerCase())
    return { kind: "other-bot" };
  return {
    kind: "command",
    name: name.toLowerCase(),
    args: args.trim(),
    named: addressee !== undefined,
  };
}
