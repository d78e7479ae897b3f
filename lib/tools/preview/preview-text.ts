/** The beginning of a text, its lines numbered. */

const lineLength = 120;

export function previewText(text: string, maxChars: number): string {
  const lines = text.split(/\r?\n/);
  const shown: string[] = [];
  let left = maxChars;
  for (const [at, line] of lines.entries()) {
    const numbered = `${String(at + 1).padStart(4)} ${line.slice(0, lineLength)}`;
    left -= numbered.length + 1;
    if (left < 0) break;
    shown.push(numbered);
  }
  const rest = lines.length - shown.length;
  const facts = `${lines.length} lines, ${text.length} characters`;
  return `${facts}:\n${shown.join("\n")}${rest > 0 ? `\n… ${rest} more lines` : ""}`;
}

/** Null where the bytes are no text: UTF-8, or Latin-1 where nothing in them is binary. */
export function textOf(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}
