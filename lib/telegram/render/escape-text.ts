/** Writes words so that no reader of Markdown finds a mark, a tag, an image or a formula in them. */

import { isFormula } from "./is-formula.ts";

/** What may be a mark wherever it stands; `_` inside a word is none, `<` before a space neither. */
const marks =
  /[\\`*~$[\]|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<(?=[A-Za-z/!?])|=(?==)|(?<==)=|&(?=#?\w+;)/gu;

/** Escapes what stands inside a line; `|` as a number, as a table's row is cut at `\|` by some readers. */
export function escapeText(text: string): string {
  return text.replace(marks, (mark) => (mark === "|" ? "&#124;" : `\\${mark}`));
}

/**
 * Escapes what is a mark only at the start of a line, in text that is escaped already.
 * A bracket goes as a number: `\[` would begin a formula where the text is read again.
 */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^\\\[/, "&#91;")
    .replace(/^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|-[-:&]|:-|=)/, "\\")
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\");
}

/** A code span, with marks longer than any inside. `|` would end a table's cell. */
export function codeSpan(code: string, inCell: boolean): string {
  const longest = code.match(/`+/g)?.reduce((most, run) => Math.max(most, run.length), 0) ?? 0;
  const mark = "`".repeat(longest + 1);
  const needsSpace = /^`|`$|^ .*[^ ].* $/.test(code);
  const inside = needsSpace ? ` ${code} ` : code;
  return `${mark}${inCell ? inside.replaceAll("|", "\\|") : inside}${mark}`;
}

export type Around = { readonly before: string; readonly after: string; readonly inCell: boolean };

/**
 * A formula inside text, or null where `$` would not be seen to hold it together.
 * Nothing in it is a tag, image or link to a reader that sees no formula: spaces change none.
 */
export function inlineFormula(source: string, around: Around): string | null {
  if (/\$|\n|\\$/.test(source) || !isFormula(source, around)) return null;
  const safe = source
    .replace(/<(?=[A-Za-z/!?])/g, "< ")
    .replace(/!(?=\[)/g, "! ")
    .replace(/\](?=[([])/g, "] ");
  return `$${around.inCell ? safe.replaceAll("\\|", "\\Vert ").replaceAll("|", "\\vert ") : safe}$`;
}
