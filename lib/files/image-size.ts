/** Width and height of an image from its header: no pixel is decoded for it. */

export type ImageSize = { readonly width: number; readonly height: number };

type Reader = (bytes: DataView) => ImageSize | null;

const readers: Readonly<Record<string, Reader>> = {
  "image/png": (view) => sizeAt(view.getUint32(16), view.getUint32(20)),
  "image/gif": (view) => sizeAt(view.getUint16(6, true), view.getUint16(8, true)),
  "image/webp": readWebp,
  "image/jpeg": readJpeg,
};

/** As stored: a turned JPEG's sides are not swapped yet. Null: not told by the bytes given. */
export function imageSize(head: Uint8Array, mimeType: string): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    return readers[mimeType]?.(view) ?? null;
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function sizeAt(width: number, height: number): ImageSize | null {
  return width > 0 && height > 0 ? { width, height } : null;
}

/** The three chunks a WebP may begin with (RFC 9649). */
function readWebp(view: DataView): ImageSize | null {
  const chunk = view.getUint32(12);
  if (chunk === fourCc("VP8X")) return sizeAt(uint24(view, 24) + 1, uint24(view, 27) + 1);
  if (chunk === fourCc("VP8L")) {
    const bits = view.getUint32(21, true);
    return sizeAt((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
  }
  if (chunk !== fourCc("VP8 ")) return null;
  return sizeAt(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
}

/** Goes from segment to segment until one starts a frame (ITU-T T.81, annex B). */
function readJpeg(view: DataView): ImageSize | null {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (startsFrame(marker)) return sizeAt(view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function startsFrame(marker: number): boolean {
  const isTable = marker === 0xc4 || marker === 0xc8 || marker === 0xcc;
  return marker >= 0xc0 && marker <= 0xcf && !isTable;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function fourCc(name: string): number {
  return [...name].reduce((code, letter) => code * 256 + letter.charCodeAt(0), 0);
}
