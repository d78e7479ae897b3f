/** Captions: 0–1024 characters after parsing. */
import type { Message, MessageEntity } from "grammy/types";
import { badRequest } from "../api-error.ts";
import { formatText } from "../parse/formatted-text.ts";

const MAX_CAPTION = 1024;

export type CaptionInput = {
  readonly caption?: string | undefined;
  readonly parse_mode?: string | undefined;
  readonly caption_entities?: readonly MessageEntity[] | undefined;
  readonly show_caption_above_media?: boolean | undefined;
};

export function captionFields(input: CaptionInput): Partial<Message> {
  const { caption: text = "", parse_mode: parseMode, caption_entities: entities } = input;
  const formatted = formatText({ text, parseMode, entities });
  if (formatted.text.length > MAX_CAPTION) throw badRequest("message caption is too long");
  if (formatted.text === "") return {};
  return {
    caption: formatted.text,
    ...(formatted.entities.length === 0 ? {} : { caption_entities: [...formatted.entities] }),
    ...(input.show_caption_above_media ? { show_caption_above_media: true as const } : {}),
  };
}
