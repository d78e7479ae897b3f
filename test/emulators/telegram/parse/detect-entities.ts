/** Finds what Telegram marks by itself in anybody's text: commands, mentions, addresses, hashtags. */
import type { MessageEntity } from "grammy/types";
import type { FormattedText } from "./text-builder.ts";

type Detected = "bot_command" | "mention" | "url" | "email" | "hashtag" | "cashtag";

/** In order of precedence: what an earlier pattern took, a later one leaves alone. */
const PATTERNS: readonly (readonly [Detected, RegExp])[] = [
  ["email", /(?<![\w.+-])[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}/giu],
  ["url", /(?<![\w@./])(?:https?|ftp):\/\/[^\s<>"]*[^\s<>".,;:!?)\]}']/giu],
  [
    "url",
    /(?<![\w@./-])(?:[a-z\d-]+\.)+(?:com|org|net|io|dev|me|ru|ai|app|info|edu|gov|uk|de)(?![\w-])(?:\/[^\s<>"]*[^\s<>".,;:!?)\]}'])?/giu,
  ],
  ["bot_command", /(?<![\w/<>@])\/[a-z\d_]{1,64}(?:@[a-z\d_]{3,32})?(?![\w/@])/giu],
  ["mention", /(?<![\w@/])@[a-z\d_]{3,32}(?!\w)/giu],
  ["hashtag", /(?<![\p{L}\p{N}_#])#(?=[\p{L}\p{N}_]*[\p{L}_])[\p{L}\p{N}_]{1,256}/giu],
  ["cashtag", /(?<![\w$])\$[A-Z]{1,8}(?!\w)/gu],
];

export function detectEntities(text: string): MessageEntity[] {
  return [...addDetectedEntities({ text, entities: [] }).entities];
}

export function addDetectedEntities({ text, entities }: FormattedText): FormattedText {
  const taken: MessageEntity[] = [...entities];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const found: MessageEntity = { type, offset: match.index, length: match[0].length };
      if (!taken.some((entity) => conflicts(entity, found))) taken.push(found);
    }
  }
  return { text, entities: taken.toSorted((a, b) => a.offset - b.offset || b.length - a.length) };
}

const NESTABLE: ReadonlySet<string> = new Set([
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "expandable_blockquote",
]);

function conflicts(entity: MessageEntity, found: MessageEntity): boolean {
  if (NESTABLE.has(entity.type)) return false;
  return (
    found.offset < entity.offset + entity.length && entity.offset < found.offset + found.length
  );
}
