/** Clients send what is longer than one message as several, cut at 4096 UTF-16 units. */

const MAX_TEXT = 4096;

/** Prefers to cut at the last line or word break in the final quarter of a part. */
export function splitText(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > MAX_TEXT) {
    const cut = cutAt(rest);
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

function cutAt(text: string): number {
  const part = text.slice(0, MAX_TEXT);
  const best = [part.lastIndexOf("\n"), part.lastIndexOf(" ")].find((at) => at > MAX_TEXT * 0.75);
  if (best !== undefined) return best;
  const last = part.charCodeAt(MAX_TEXT - 1);
  return last >= 0xd800 && last <= 0xdbff ? MAX_TEXT - 1 : MAX_TEXT;
}
