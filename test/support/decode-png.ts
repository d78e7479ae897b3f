/** What a PNG shows: 8 bits a channel, not interlaced, as the tools of Ferry make them. */

export type Pixels = {
  readonly width: number;
  readonly height: number;
  /** 0 black … 255 white, of the first channel, row by row. */
  readonly shades: Uint8Array;
};

/** Throws on anything it does not know. */
export async function decodePng(bytes: Uint8Array): Promise<Pixels> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x89504e47) throw new Error("no PNG");
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const channels = { 0: 1, 2: 3, 6: 4 }[view.getUint8(25)];
  if (view.getUint8(24) !== 8 || view.getUint8(28) !== 0 || !channels) throw new Error("other PNG");
  const packed: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    const isData = view.getUint32(at + 4) === 0x49444154;
    if (isData) packed.push(bytes.slice(at + 8, at + 8 + view.getUint32(at)));
  }
  const rows = new Blob(packed).stream().pipeThrough(new DecompressionStream("deflate"));
  const lines = new Uint8Array(await new Response(rows).arrayBuffer());
  return { width, height, shades: unfilter(lines, { width, height, channels }) };
}

type Shape = { readonly width: number; readonly height: number; readonly channels: number };

function unfilter(lines: Uint8Array, { width, height, channels }: Shape): Uint8Array {
  const stride = width * channels;
  const shades = new Uint8Array(width * height);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const filter = lines[start] ?? 0;
    const row = new Uint8Array(stride);
    for (let x = 0; x < stride; x += 1) {
      const left = row[x - channels] ?? 0;
      const up = above[x] ?? 0;
      const corner = above[x - channels] ?? 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      row[x] = (lines[start + 1 + x] ?? 0) + guess;
    }
    for (let x = 0; x < width; x += 1) shades[y * width + x] = row[x * channels] ?? 0;
    above = row;
  }
  return shades;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((near) => Math.abs(guess - near));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
}
