/** How large the parts of a PDF become that are unpacked just to read it: small files can hold gigabytes (faults F76). */
import { Unzlib } from "fflate";

/** Of an honest document of 8 MB it is a few MB. */
const maxBytes = 64 * 1024 * 1024;
/** What one packed byte can become at most (zlib, "maximum compression factor"). */
const maxFactor = 1032;
/** Small, so that no more than a few MB are unpacked before they are counted. */
const pieceBytes = 4096;

/** Other ways to pack, and packing twice, cannot be reckoned; nor can a way that is told elsewhere. */
const strangelyPacked =
  /\/(LZW|RunLength|ASCII85|ASCIIHex)Decode|\/(LZW|RL|A85|AHx)\b|Decode.*FlateDecode|\/Filter\s+\d/s;

/** False where it is more than memory has room for. */
export function unpacksSafely(bytes: Uint8Array): boolean {
  const text = new TextDecoder("latin1").decode(bytes);
  const isEncrypted = /\/Encrypt\b/.test(unescaped(text));
  let leftBytes = maxBytes;
  let before = 0;
  for (const { index, 0: keyword } of text.matchAll(/(?<!end)stream\r?\n?/g)) {
    // Of other objects too, where some stand before this one: too much is looked at, never too little.
    const dictionary = unescaped(text.slice(before, index));
    before = index + keyword.length;
    // Content and images stay packed; only these two kinds are opened.
    if (!/\/(ObjStm|XRef)\b/.test(dictionary)) continue;
    if (strangelyPacked.test(dictionary)) return false;
    const end = text.indexOf("endstream", before);
    const packed = bytes.subarray(before, end < 0 ? undefined : end);
    // What is locked cannot be tried.
    const isLocked = isEncrypted && !/\/XRef\b/.test(dictionary);
    leftBytes -= isLocked
      ? packed.byteLength * maxFactor
      : inflatedBytes(bytes.subarray(before), leftBytes);
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
function inflatedBytes(packed: Uint8Array, limit: number): number {
  let sizeBytes = 0;
  // Not DecompressionStream: in workerd it unpacks all it is given before anything is read.
  const inflate = new Unzlib((piece) => {
    sizeBytes += piece.byteLength;
  });
  try {
    for (let at = 0; at < packed.byteLength && sizeBytes <= limit; at += pieceBytes)
      inflate.push(packed.subarray(at, at + pieceBytes));
  } catch {
    // The end of this stream is not always where the document says: what comes behind it is no deflate.
  }
  return sizeBytes;
}
