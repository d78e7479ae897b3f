/** Cuts text into the pieces that become deltas. */

/** Pieces of `size` characters; never half a surrogate pair. Without a size: the whole text, if there is any. */
export function splitText(text: string, size: number | undefined): readonly string[] {
  if (text === "") return [];
  if (size === undefined) return [text];
  const characters = [...text];
  const count = Math.ceil(characters.length / size);
  return Array.from({ length: count }, (_, at) =>
    characters.slice(at * size, (at + 1) * size).join(""),
  );
}

/** The longest start of `text` that is at most `tokens` tokens by the estimate of count-tokens.ts. */
export function cutToTokens(text: string, tokens: number): string {
  const bytes = Buffer.from(text).subarray(0, tokens * 4);
  return new TextDecoder().decode(bytes, { stream: true });
}
