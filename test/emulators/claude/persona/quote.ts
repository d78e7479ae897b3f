/** Short quotes: enough to recognize what was said. */

const MAX_CHARS = 80;

export function quote(text: string): string {
  const flat = [...text.replace(/\s+/g, " ").trim()];
  return flat.length <= MAX_CHARS
    ? `“${flat.join("")}”`
    : `“${flat.slice(0, MAX_CHARS).join("")}…”`;
}
