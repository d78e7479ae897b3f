/** Reads type and pixel size from an image's first bytes, as the API does before it looks at the picture. */

export type ImageFacts = {
  readonly mediaType: "image/png" | "image/gif" | "image/jpeg" | "image/webp";
  readonly width: number;
  readonly height: number;
};

/** Null where the bytes are none of the four formats the API takes. */
export function imageFacts(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return png(view) ?? gif(view) ?? jpeg(view) ?? webp(view);
  } catch (error) {
    // Reading past the end: a truncated header is no image.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function png(view: DataView): ImageFacts | null {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return null;
  return {
    mediaType: "image/png",
    width: view.getUint32(16),
    height: view.getUint32(20),
  };
}

function gif(view: DataView): ImageFacts | null {
  if (view.byteLength < 10 || view.getUint32(0) !== 0x47494638) return null;
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  return { mediaType: "image/gif", width, height };
}

/** Walks the markers to the start-of-frame (C0…CF but C4, C8, CC), which holds the size. */
function jpeg(view: DataView): ImageFacts | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![4, 8, 12].includes(marker & 15);
    if (!isFrame) continue;
    const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
    return { mediaType: "image/jpeg", width, height };
  }
}

function webp(view: DataView): ImageFacts | null {
  if (view.byteLength < 30 || view.getUint32(8) !== 0x57454250) return null;
  const size = webpSize(view);
  return size === null ? null : { mediaType: "image/webp", ...size };
}

function webpSize(view: DataView): { width: number; height: number } | null {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503820) {
    return {
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    };
  }
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 0x56503858) return null;
  const uint24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  return { width: uint24(24) + 1, height: uint24(27) + 1 };
}
