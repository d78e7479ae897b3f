/** Pictures and archives that are far more than they seem, or nothing of what they claim (faults F75, F76). */
import { crc32, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { gif, jpeg, webp } from "../../lib/files/sample-files.ts";
import type { GivenFile } from "../../support/tool-files.ts";

export type HostileFile = readonly [what: string, file: GivenFile];

function chunk(type: string, data: Uint8Array, claims = data.byteLength): Buffer {
  const bytes = Buffer.alloc(12 + data.byteLength);
  bytes.writeUInt32BE(claims, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}

/** One bit a pixel, packed a thousand times over. */
function png(width: number, height: number, data: Uint8Array, ...before: Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0], 8);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const chunks = [
    chunk("IHDR", header),
    ...before,
    chunk("IDAT", data),
    chunk("IEND", Buffer.of()),
  ];
  return Buffer.concat([signature, ...chunks]);
}

const zeros = (sizeBytes: number) => deflateSync(Buffer.alloc(sizeBytes));
const bomb = (name: string) =>
  Buffer.concat([Buffer.from(`${name}\0\0`, "latin1"), zeros(40_000_000)]);

const pictures: readonly (readonly [string, Uint8Array])[] = [
  ["a PNG of 400 million pixels in 50 kB", png(20_000, 20_000, zeros(20_000 * 2501))],
  ["a PNG of 3600 million pixels, as it says", png(60_000, 60_000, zeros(9))],
  ["a PNG as wide as a number can be", png(0x7fffffff, 1, zeros(9))],
  ["a PNG without a pixel", png(0, 0, zeros(9))],
  ["a small PNG that unpacks to 40 MB", png(10, 10, zeros(40_000_000))],
  ["a PNG with a bomb for a colour profile", png(10, 10, zeros(30), chunk("iCCP", bomb("p")))],
  ["a PNG with a bomb for a comment", png(10, 10, zeros(30), chunk("zTXt", bomb("c")))],
  ["a PNG whose chunk has 4 GB", png(10, 10, zeros(30), chunk("tEXt", Buffer.of(1), 0xffffffff))],
  [
    "a PNG with 50 000 chunks",
    png(10, 10, zeros(30), ...Array<Buffer>(50_000).fill(chunk("tEXt", Buffer.of(97, 0)))),
  ],
  ["a PNG that ends in its header", png(10, 10, zeros(30)).subarray(0, 20)],
  ["a JPEG of 4300 million pixels, as it says", jpeg(65_500, 65_500)],
  ["a GIF of 4300 million pixels, as it says", gif(65_535, 65_535)],
  ["a WebP that is only a header", webp(16_383, 16_383)],
  ["a JPEG that is HTML", Buffer.from("<html><script>alert(1)</script></html>")],
];

type Entry = { readonly name: string; readonly content: Uint8Array; readonly claims?: number };

function zip(entries: readonly Entry[], count = entries.length): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims = content.byteLength } of entries) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc32(content), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claims, 22);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, Buffer.from(name, "latin1"), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    local.copy(entry, 10, 8, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name, "latin1"));
    at += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const empty = new Uint8Array();
const dense = Buffer.alloc(30_000_000);

const archives: readonly (readonly [string, Uint8Array])[] = [
  ["a zip of 30 MB zeros in 30 kB", zip([{ name: "zeros", content: dense }])],
  [
    "a zip of ten such zips",
    zip(
      Array.from({ length: 10 }, (_, at) => ({
        name: `${at}.zip`,
        content: zip([{ name: "zeros", content: dense }]),
      })),
    ),
  ],
  ["a zip that claims 4 GB", zip([{ name: "big", content: Buffer.of(1), claims: 0xffffffff }])],
  ["a zip that claims 65 535 entries", zip([{ name: "one", content: Buffer.of(1) }], 65_535)],
  [
    "a zip of 20 000 empty files",
    zip(Array.from({ length: 20_000 }, (_, at) => ({ name: `f${at}`, content: empty }))),
  ],
  ["a zip that climbs out", zip([{ name: "../../../etc/cron.d/tide", content: Buffer.of(1) }])],
  ["a zip with a name of 60 000 letters", zip([{ name: "n".repeat(60_000), content: empty }])],
  ["a zip whose directory lies behind its end", zip([]).fill(0xff, 16, 20)],
  ["a gzip of 30 MB zeros", gzipSync(dense)],
  [
    "a tar entry of 8 GB",
    Buffer.from(
      `${"f\0".padEnd(124, "\0")}${"77777777777\0".padEnd(133, "\0")}ustar${"\0".repeat(250)}`,
      "latin1",
    ),
  ],
];

const typeOf = (what: string) => /\b(PNG|JPEG|GIF|WebP)\b/.exec(what)?.[1]?.toLowerCase() ?? "png";

export const hostilePictures: readonly HostileFile[] = pictures.map(([what, bytes]) => [
  what,
  { mimeType: `image/${typeOf(what)}`, fileName: "picture", bytes },
]);

export const hostileArchives: readonly HostileFile[] = archives.map(([what, bytes]) => [
  what,
  { mimeType: "application/zip", fileName: "all.zip", bytes },
]);
