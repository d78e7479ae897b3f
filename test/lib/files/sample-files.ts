/** Small files of each kind, made of what their formats require. */

/** The signature and the chunk that tells the size. */
export function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(45);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(13, 8);
  bytes.write("IHDR", 12, "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, 2], 24);
  bytes.write("IDAT", 37, "latin1");
  return bytes;
}

/** A JPEG's way to its frame header leads over another segment. */
export function jpeg(width: number, height: number): Buffer {
  const comment = [0xff, 0xfe, 0x00, 0x06, 0x66, 0x65, 0x72, 0x72];
  const frame = Buffer.from([0xff, 0xc0, 0x00, 0x0b, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.from([0xff, 0xd8, ...comment, ...frame, 0xff, 0xd9]);
}

export function gif(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(14);
  bytes.write("GIF89a", 0, "latin1");
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

/** A lossy WebP's header. */
export function webp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.write("RIFF    WEBPVP8 ", 0, "latin1");
  bytes.set([0x9d, 0x01, 0x2a], 23);
  bytes.writeUInt16LE(width, 26);
  bytes.writeUInt16LE(height, 28);
  return bytes;
}

/** The first page of an Ogg stream that holds Opus, as voice notes do. */
export function oggOpus(): Buffer {
  const page = Buffer.alloc(28 + 19);
  page.write("OggS", 0, "latin1");
  page.set([0, 2], 4);
  page.set([1, 19], 26);
  page.write("OpusHead", 28, "latin1");
  return page;
}

/** An ISO media file's first box. */
export function mp4(): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32BE(24, 0);
  bytes.write("ftypisom", 4, "latin1");
  return bytes;
}

/** One line of text per page. */
export function pdf(lines: readonly string[]): Buffer {
  const pageRefs = lines.map((_line, index) => `${4 + index * 2} 0 R`).join(" ");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${pageRefs}]/Count ${lines.length}>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ...lines.flatMap((line, index) => {
      const text = `BT /F1 18 Tf 40 100 Td (${line}) Tj ET`;
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + index * 2} 0 R>>`,
        `<</Length ${text.length}>>stream\n${text}\nendstream`,
      ];
    }),
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`;
  return Buffer.from(body + table + trailer, "latin1");
}
