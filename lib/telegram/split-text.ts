/** Cuts a long answer where a reader would: between paragraphs, else lines, else words, never inside a character. */
const seams = ["\n\n", "\n", " "] as const;

/** Pieces of at most `limit` UTF-16 units; joined they are the text, but for white space at the cuts. */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = findCut(rest, limit);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

function findCut(text: string, limit: number): number {
  for (const seam of seams) {
    const at = text.lastIndexOf(seam, limit - seam.length);
    // A seam near the start would leave a crumb; a coarser text is better cut later at a finer seam.
    if (at > limit / 2) return at + seam.length;
  }
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return splitsPair ? limit - 1 : limit;
}
