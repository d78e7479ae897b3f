/** sendMessage. */
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import { formatText, type TextInput } from "../parse/formatted-text.ts";
import type { FormattedText } from "../parse/text-builder.ts";
import { bool, entities, json, sending } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { sendAsBot } from "./send.ts";
import { resolveChat } from "./target.ts";

export const MAX_TEXT = 4096;

/** Text of a message: 1–4096 characters after parsing. */
export function messageText(input: TextInput): FormattedText {
  const formatted = formatText(input);
  if (formatted.text === "") throw badRequest("message text is empty");
  if (formatted.text.length > MAX_TEXT) throw badRequest("message is too long");
  return formatted;
}

export function textFields({ text, entities: found }: FormattedText) {
  return { text, ...(found.length === 0 ? {} : { entities: [...found] }) };
}

const sendMessage = defineMethod(
  "sendMessage",
  z.object({
    ...sending,
    text: z.string().default(""),
    parse_mode: z.string().optional(),
    entities: entities.optional(),
    link_preview_options: json(z.unknown()).optional(),
    disable_web_page_preview: bool.optional(),
  }),
  (emulator, input) => {
    const chat = resolveChat(emulator.world, input.chat_id);
    const { text, parse_mode: parseMode } = input;
    const formatted = messageText({ text, parseMode, entities: input.entities });
    return sendAsBot(emulator, input, { chat, content: textFields(formatted) });
  },
);

export const textMethods: readonly Method[] = [sendMessage];
