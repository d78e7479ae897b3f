/** Judges what was rendered, sharing no line with the renderer: the strict stand-in's rules and markdown-it. */
import type { RichBlock } from "grammy/types";
import type { TextEntity } from "../../../../lib/model/turn-state.ts";
import { checkEntities } from "../../../emulators/telegram/parse/check-entities.ts";
import { checkRichMessage } from "../../../emulators/telegram/validate/check-rich-message.ts";
import { richMarkdownParser } from "../../../emulators/telegram/validate/markdown-rules.ts";

const parser = richMarkdownParser();

/** As Telegram reads it; throws where Telegram would refuse. */
export function readRich(markdown: string, isDraft = false): readonly RichBlock[] {
  return checkRichMessage({ markdown }, { media: new Map(), isDraft }).blocks;
}

/** Tags other than a line break, images, and what names a user or an emoji by id. */
export function dangersIn(markdown: string): string[] {
  const found = parser
    .parse(markdown, { footnotes: new Set() })
    .flatMap((token) => [token, ...(token.children ?? [])])
    .filter(({ type, content }) => /^html|^image/.test(type) && content !== "<br>")
    .map(({ type, content }) => `${type}: ${content}`);
  const told = JSON.stringify(readRich(markdown));
  return [...found, ...(told.match(/"type":"(?:text_mention|custom_emoji|date_time)"/g) ?? [])];
}

/** The words that are read, without spaces: what formatting must neither add nor lose. */
export function wordsOf(value: unknown): string {
  if (typeof value === "string") return value.replace(/\s/g, "");
  if (Array.isArray(value)) return value.map(wordsOf).join("");
  if (typeof value !== "object" || value === null) return "";
  const keys = ["blocks", "items", "cells", "text", "expression"] as const;
  return keys.map((key) => wordsOf(Reflect.get(value, key))).join("");
}

const flat = new Set(["code", "pre"]);

/** Why Telegram would not take the entities, or would not show them as they are. */
export function faultsIn(text: string, entities: readonly TextEntity[]): string[] {
  checkEntities({ text, entities: [...entities] });
  const faults = entities.length > 100 ? [`${entities.length} entities`] : [];
  if (text.length > 4096) faults.push(`${text.length} characters`);
  for (const [index, a] of entities.entries()) {
    const end = a.offset + a.length;
    if (a.length <= 0 || end > text.length) faults.push(`beyond the text: ${a.type}`);
    if (/^\s|\s$/.test(text.slice(a.offset, end)) && a.type !== "pre")
      faults.push(`spaces: ${a.type}`);
    if (a.type === "text_link" && !/^(?:https?:|mailto:|tel:|tg:\/\/resolve)/.test(a.url))
      faults.push(a.url);
    for (const b of entities.slice(index + 1)) {
      if (b.offset >= end) continue;
      if (b.offset + b.length > end) faults.push(`${a.type} crosses ${b.type}`);
      if (flat.has(a.type)) faults.push(`${b.type} in ${a.type}`);
      if (flat.has(b.type) && !a.type.endsWith("blockquote")) faults.push(`${b.type} in ${a.type}`);
      if (a.type.endsWith("blockquote") && b.type.endsWith("blockquote"))
        faults.push("quote in quote");
    }
  }
  return faults;
}
