/** A growing text that is longer than it may be shows its end, where the reader is. */
export function newestEnd(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.slice(text.length - limit + 1);
  // Half a character at the cut would make Telegram refuse the text.
  return `…${end.replace(/^[\uDC00-\uDFFF]/, "")}`;
}
