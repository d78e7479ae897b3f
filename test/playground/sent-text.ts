/** What a message of the bot says, as text: rich messages as the markdown the bot sent. */
import type { Message } from "grammy/types";
import type { SimMessage } from "../emulators/telegram/control.ts";

/** Text, caption, attached file and buttons of a message. */
export function describeMessage(message: SimMessage): string {
  const text = message.richMarkdown ?? message.text ?? message.caption ?? "";
  return [...describeMedia(message), text, ...describeButtons(message)]
    .filter((part) => part !== "")
    .join("\n");
}

function describeMedia(message: Message): readonly string[] {
  if (message.photo) return ["[photo]"];
  if (message.voice) return ["[voice message]"];
  const file = message.document ?? message.audio ?? message.video ?? message.animation;
  return file ? [`[file: ${file.file_name ?? "unnamed"}]`] : [];
}

function describeButtons(message: Message): readonly string[] {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows.map((row) => row.map((button) => `[${button.text}]`).join(" "));
}
