/** How large the parts of a PDF become that are unpacked just to read it: small files can hold gigabytes (faults F76). */

/** Of an honest document of 8 MB it is a few MB. */
const maxBytes = 48 * 1024 * 1024;

/** False where it is more than memory has room for, or packed in a way that cannot be reckoned. */
export async function unpacksSafely(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const text = new TextDecoder("latin1").decode(bytes);
  let leftBytes = maxBytes;
  let before = 0;
  for (const { index, 0: keyword } of text.matchAll(/(?<!end)stream\r?\n?/g)) {
    const dictionary = unescaped(text.slice(before, index));
    before = index + keyword.length;
    // Content and images stay packed; only these two kinds are opened.
    if (!/\/(ObjStm|XRef)\b/.test(dictionary)) continue;
    const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.match(/\/\w+/g) ?? [];
    if (/\/Filter\s+\d/.test(dictionary)) return false;
    if (filters.length === 0) continue;
    if (filters.join() !== "/FlateDecode") return false;
    leftBytes -= await inflatedBytes(bytes.subarray(before), leftBytes);
    if (leftBytes < 0) return false;
  }
  return true;
}

/** Names may spell any letter by its number (ISO 32000-1, 7.3.5). */
function unescaped(dictionary: string): string {
  return dictionary.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Not much more than `limit` is unpacked. What follows the packed part, or is wrong in it, ends it. */
async function inflatedBytes(packed: Uint8Array<ArrayBuffer>, limit: number): Promise<number> {
  let sizeBytes = 0;
  const pieces = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  try {
    for await (const piece of pieces) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > limit) break;
    }
  } catch {
    // The end of this stream is not the end of the file: what comes behind it is no deflate.
  }
  return sizeBytes;
}
