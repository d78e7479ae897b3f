/** One line that stands for a message: in the chat list, in reply headers, when forwarding. */
import type { Message } from "grammy/types";
import { wordsOfBlocks } from "../rich/plain-words.ts";
import { serviceText } from "./service-text.ts";

/** More than the widest list shows. */
const longest = 200;

const attachmentLabel = (message: Message): string | null => {
  if (message.photo) return "🖼 Photo";
  if (message.voice) return "🎤 Voice message";
  if (message.video_note) return "📹 Video message";
  if (message.animation) return "GIF";
  if (message.video) return "📹 Video";
  if (message.audio) return `🎵 ${message.audio.title ?? message.audio.file_name ?? "Audio"}`;
  if (message.document) return `📎 ${message.document.file_name ?? "File"}`;
  if (message.sticker) return `${message.sticker.emoji ?? ""} Sticker`.trim();
  if (message.invoice) return `🧾 ${message.invoice.title}`;
  return null;
};

const oneLine = (words: string): string => words.replace(/\s+/g, " ").trim().slice(0, longest);

export const summaryOf = (message: Message): string => {
  if (message.rich_message) return oneLine(wordsOfBlocks(message.rich_message.blocks));
  const words = oneLine(message.text ?? message.caption ?? "");
  const label = attachmentLabel(message);
  if (!label) return words || (serviceText(message) ?? "Message");
  return words ? `${label.split(" ")[0]} ${words}` : label;
};
