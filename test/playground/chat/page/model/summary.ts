/** One line that stands for a message: in the chat list, in reply headers, when forwarding. */
import type { SimMessage } from "../../../../emulators/telegram/control.ts";
import { serviceText } from "./service-text.ts";

const attachmentLabel = (message: SimMessage): string | null => {
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

/** Good enough for one grey line: markers go, words stay. */
export const withoutMarkup = (markdown: string): string =>
  markdown
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, "")
    .replace(/^\s*\|?(?:\s*:?-+:?\s*\|)+.*$/gm, "")
    .replace(/<\/?[a-z-]+>/g, "")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__|~~|==|\|\||`+|\$\$)/g, "")
    .replace(/[\s|]+/g, " ")
    .trim();

export const summaryOf = (message: SimMessage): string => {
  if (message.richMarkdown !== undefined) return withoutMarkup(message.richMarkdown).slice(0, 200);
  const words = message.text ?? message.caption ?? "";
  const label = attachmentLabel(message);
  if (words && !label) return words.replace(/\s+/g, " ").slice(0, 200);
  if (label)
    return words ? `${label.split(" ")[0]} ${words.replace(/\s+/g, " ").slice(0, 200)}` : label;
  return serviceText(message) ?? "Message";
};
