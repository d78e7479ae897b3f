/** What is in a ZIP or TAR, from its directory alone: nothing is unpacked, so no bomb goes off (faults F76). */

export type Entry = { readonly name: string; readonly sizeBytes: number };

export type Listing = {
  /** As many as were asked for, at most. */
  readonly entries: readonly Entry[];
  readonly count: number;
  /** As the archive says; it may lie. */
  readonly totalBytes: number;
};

/** Beyond this nobody counts on: a directory may claim more than it holds. */
const maxCounted = 100_000;

export function listArchive(bytes: Uint8Array, maxEntries: number): Listing | null {
  const walk = zipEntries(bytes) ?? tarEntries(bytes);
  if (!walk) return null;
  const entries: Entry[] = [];
  let count = 0;
  let totalBytes = 0;
  for (const entry of walk) {
    count += 1;
    totalBytes += entry.sizeBytes;
    if (entries.length < maxEntries) entries.push(entry);
    if (count >= maxCounted) break;
  }
  return { entries, count, totalBytes };
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;
/** The comment behind the directory is 65 535 bytes at most (APPNOTE 4.3.16). */
const maxComment = 65_535;

/** Null where there is no directory. */
function zipEntries(bytes: Uint8Array): Iterable<Entry> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lowest = Math.max(0, bytes.length - endBytes - maxComment);
  for (let at = bytes.length - endBytes; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endSignature)
      return directory(view, bytes, view.getUint32(at + 16, true));
  }
  return null;
}

function* directory(view: DataView, bytes: Uint8Array, from: number): Generator<Entry> {
  let at = from;
  while (at + entryBytes <= bytes.length && view.getUint32(at, true) === entrySignature) {
    const nameEnd = at + entryBytes + view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + entryBytes, nameEnd));
    yield { name, sizeBytes: view.getUint32(at + 24, true) };
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

const blockBytes = 512;

/** Null where the first header is none (POSIX ustar). */
function tarEntries(bytes: Uint8Array): Iterable<Entry> | null {
  const magic = new TextDecoder("latin1").decode(bytes.subarray(257, 262));
  return magic === "ustar" ? headers(bytes) : null;
}

function* headers(bytes: Uint8Array): Generator<Entry> {
  let at = 0;
  while (at + blockBytes <= bytes.length && bytes[at] !== 0) {
    const name = field(bytes, at, 100);
    const sizeBytes = Number.parseInt(field(bytes, at + 124, 12).trim() || "0", 8);
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return;
    yield { name, sizeBytes };
    at += blockBytes * (1 + Math.ceil(sizeBytes / blockBytes));
  }
}

function field(bytes: Uint8Array, at: number, length: number): string {
  const text = new TextDecoder().decode(bytes.subarray(at, at + length));
  const end = text.indexOf("\u0000");
  return end === -1 ? text : text.slice(0, end);
}
