/** Short quotes: enough to recognize what was said. */

const MAX_CHARS = 80;

export function quote(text: string, maxChars = MAX_CHARS): string {
  const flat = [...text.replace(/\s+/g, " ").trim()];
  return flat.length <= maxChars ? `“${flat.join("")}”` : `“${flat.slice(0, maxChars).join("")}…”`;
}
