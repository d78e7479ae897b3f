/** Text with its entities, as sendMessage and its relatives accept it in four notations. */
import type { MessageEntity } from "grammy/types";
import { badRequest } from "../api-error.ts";
import { checkEntities } from "./check-entities.ts";
import { addDetectedEntities } from "./detect-entities.ts";
import { parseHtml } from "./html.ts";
import { parseMarkdownV1 } from "./markdown-v1.ts";
import { parseMarkdownV2 } from "./markdown-v2.ts";
import type { FormattedText } from "./text-builder.ts";

export type TextInput = {
  readonly text: string;
  readonly parseMode?: string | undefined;
  readonly entities?: readonly MessageEntity[] | undefined;
};

/** Parses and trims as the server does, adding the entities it detects itself; throws its 400s. */
export function formatText({ text, parseMode, entities }: TextInput): FormattedText {
  const parsed = parseMode ? parseAs(parseMode, text) : { text, entities: entities ?? [] };
  checkEntities(parsed);
  return addDetectedEntities(trim(parsed));
}

function parseAs(parseMode: string, text: string): FormattedText {
  switch (parseMode.toLowerCase()) {
    case "markdownv2":
      return parseMarkdownV2(text);
    case "html":
      return parseHtml(text);
    case "markdown":
      return parseMarkdownV1(text);
    default:
      throw badRequest("unsupported parse_mode");
  }
}

function trim({ text, entities }: FormattedText): FormattedText {
  const trimmed = text.trimEnd();
  const skipped = trimmed.length - trimmed.trimStart().length;
  const result = trimmed.slice(skipped);
  const fit = entities.map((entity) => {
    const start = Math.max(0, entity.offset - skipped);
    const end = Math.min(result.length, entity.offset + entity.length - skipped);
    return { ...entity, offset: start, length: end - start };
  });
  return { text: result, entities: fit.filter((entity) => entity.length > 0) };
}
