/**
 * Other people's words inside a line of ours: names, titles, snippets. Nothing in them may look like a line of
 * its own or close ours, which stand in square brackets.
 */

/** Line breaks, control characters, and marks that turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through.
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/g;

export function oneLine(text: string, maxCharacters: number): string {
  const line = text.replace(breaks, " ").replaceAll("[", "(").replaceAll("]", ")").trim();
  const characters = Array.from(line.toWellFormed());
  if (characters.length <= maxCharacters) return characters.join("");
  return `${characters.slice(0, maxCharacters).join("")}…`;
}
