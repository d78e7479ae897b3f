/** A table drawn with characters of one width, for messages that have no tables. */
import type { Align, BlockOf, Run } from "./document.ts";

export function tableText({ align, header, rows }: BlockOf<"table">): string {
  const [first = [], ...others] = [header, ...rows].map((row) => row.map(cellText));
  const widths = first.map((_, column) =>
    [first, ...others].reduce((most, row) => Math.max(most, widthOf(row[column] ?? "")), 1),
  );
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => padded(row[column] ?? "", width, align[column] ?? null))
      .join(" │ ")
      .trimEnd();
  const ruler = widths.map((width) => "─".repeat(width)).join("─┼─");
  return [line(first), ruler, ...others.map(line)].join("\n");
}

function cellText(runs: readonly Run[]): string {
  return runs
    .map(({ text }) => text)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function padded(text: string, width: number, align: Align): string {
  const missing = width - widthOf(text);
  const before = align === "right" ? missing : align === "center" ? Math.floor(missing / 2) : 0;
  return " ".repeat(before) + text + " ".repeat(missing - before);
}

const noWidth = /[\p{M}\p{Cf}]/u;
const doubleWidth =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

/** In columns: letters of East Asia and emoji take two, accents none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!noWidth.test(character)) width += doubleWidth.test(character) ? 2 : 1;
  }
  return width;
}
