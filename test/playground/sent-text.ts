/** What a message of the bot says, as text: rich messages as the markdown the bot sent. */
import type { Message } from "grammy/types";
import { z } from "zod";
import type { RecordedCall } from "../emulators/telegram/control.ts";

const richCall = z.looseObject({
  chat_id: z.coerce.number(),
  rich_message: z.preprocess(
    (value) => (typeof value === "string" ? JSON.parse(value) : value),
    z.looseObject({ markdown: z.string() }),
  ),
});

/** The markdown of every rich message that was accepted for `chatId`, in the order they were sent. */
export function richTexts(calls: readonly RecordedCall[], chatId: number): readonly string[] {
  return calls.flatMap((call) => {
    if (!call.ok || call.method !== "sendRichMessage") return [];
    const parsed = richCall.safeParse(call.params);
    return parsed.success && parsed.data.chat_id === chatId
      ? [parsed.data.rich_message.markdown]
      : [];
  });
}

/** Text, caption, attached file and buttons of a message; `richText` is the source of a rich one. */
export function describeMessage(message: Message, richText: string): string {
  const text = message.rich_message ? richText : (message.text ?? message.caption ?? "");
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
