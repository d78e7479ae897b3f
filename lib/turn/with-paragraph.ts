/** Words of two steps as one text: what a tool parts are paragraphs. */
export function withParagraph(before: string, more: string): string {
  return before.trim() === "" || more.trim() === ""
    ? `${before}${more}`
    : `${before.trimEnd()}\n\n${more.trimStart()}`;
}
