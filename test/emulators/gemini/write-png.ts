/** A PNG of large cells, each of one colour: small on the wire, whatever its size. */
import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";

export type Rgb = readonly [number, number, number];

export type Cells = {
  /** In cells. */
  readonly width: number;
  readonly height: number;
  readonly cellPx: number;
  readonly cell: (x: number, y: number) => Rgb;
};

const packed = promisify(deflate);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** 8 bits a channel, RGB, not interlaced. */
export async function writePng({ width, height, cellPx, cell }: Cells): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width * cellPx, 0);
  header.writeUInt32BE(height * cellPx, 4);
  header.set([8, 2], 8);
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = rowOf(
      Array.from({ length: width }, (_, x) => cell(x, y)),
      cellPx,
    );
    for (let line = 0; line < cellPx; line += 1) rows.push(row);
  }
  const data = await packed(Buffer.concat(rows), { level: 1 });
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Begins with the filter: none. */
function rowOf(cells: readonly Rgb[], cellPx: number): Buffer {
  const pixels = cells.map((rgb) => Buffer.alloc(3 * cellPx, Buffer.from(rgb)));
  return Buffer.concat([Buffer.from([0]), ...pixels]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
