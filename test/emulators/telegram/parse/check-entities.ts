/** Refuses entities that do not fit their text, in TDLib's words. */

import { badRequest } from "../api-error.ts";
import type { FormattedText } from "./text-builder.ts";

export function checkEntities({ text, entities }: FormattedText): void {
  for (const { offset, length } of entities) {
    if (offset < 0) throw badRequest(`receive an entity with incorrect offset ${offset}`);
    if (length < 0) throw badRequest(`receive an entity with incorrect length ${length}`);
    checkRange(text, offset, offset + length);
  }
}

function checkRange(text: string, start: number, end: number): void {
  if (end === start) return;
  if (start > text.length) {
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${start}`);
  }
  const name = `entity beginning at UTF-16 offset ${start}`;
  if (end > text.length) {
    throw badRequest(`${name} ends after the end of the text at UTF-16 offset ${end}`);
  }
  if (splitsSymbol(text, start)) {
    const at = byteAfterSymbol(text, start);
    throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${at}`);
  }
  if (splitsSymbol(text, end)) {
    const at = byteAfterSymbol(text, end);
    throw badRequest(`${name} ends in a middle of a UTF-16 symbol at byte offset ${at}`);
  }
}

function splitsSymbol(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function byteAfterSymbol(text: string, index: number): number {
  return Buffer.byteLength(text.slice(0, index + 1));
}
