/** Cuts a text that has no place to be cut at, never inside a character as people see it. */

/** No character that is drawn as one has more parts that follow its first. */
const maxParts = 32;

export function chop(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > longest) {
    const cut = cutBefore(text, from + longest);
    pieces.push(text.slice(from, cut));
    from = cut;
  }
  return [...pieces, text.slice(from)];
}

function cutBefore(text: string, limit: number): number {
  for (let cut = limit; cut > limit - maxParts; cut -= 1) {
    if (!isInside(text, cut)) return cut;
  }
  return splitsPair(text, limit) ? limit - 1 : limit;
}

/** Accents, joiners and skin tones belong to what stands before them, and so does what follows a joiner. */
function isInside(text: string, cut: number): boolean {
  if (splitsPair(text, cut) || text.charAt(cut - 1) === "\u200d") return true;
  return /^(?:\p{M}|\p{Cf}|\p{Emoji_Modifier})/u.test(text.slice(cut, cut + 2));
}

function splitsPair(text: string, cut: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(cut - 1, cut + 1));
}
