/** What Claude sees of a file it looks at, and that no file harms who looks. */
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readPdf } from "../../../lib/files/read-pdf.ts";
import type { KnownFile } from "../../../lib/model/known-file.ts";
import { previewFile } from "../../../lib/tools/preview-file.ts";
import { noonMs } from "../../support/inbounds.ts";
import { toolContext } from "../../support/tool-context.ts";
import { pdf } from "../files/sample-files.ts";

const tool = previewFile({
  readPdf,
  fitPicture: async (picture) => (picture.bytes.length > 4 ? picture : null),
  showPicture: async ({ bytes }, name) => `file_of_${name}_${bytes.length}`,
});

async function look(fileName: string, mimeType: string, content: string | Uint8Array, asked = {}) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const file: KnownFile = {
    id: "exec_1",
    fileName,
    mimeType,
    sizeBytes: bytes.length,
    state: "pending",
    madeBy: "assistant",
    atMs: noonMs,
  };
  const files = {
    find: async () => file,
    read: async (id: string, maxBytes: number) =>
      id !== "exec_1"
        ? ({ reason: "unknown" } as const)
        : bytes.length > maxBytes
          ? ({ reason: "too_large" } as const)
          : { file, bytes },
  };
  const input = tool.input.parse({ file_id: "exec_1", ...asked });
  const result = await tool.run(input, toolContext({ files }));
  return { ...result, text: result.content.map(({ text }) => text ?? "").join("") };
}

/** A stored or deflated file, its directory saying what it likes. */
function zip(entries: readonly { name: string; content: Buffer; claims?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims } of entries) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claims ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

describe("a table", () => {
  test("is told by its columns, its first rows and how many there are", async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `${at},"quay, ${at}",${at * 2}`);
    const { text, previewed } = await look(
      "tide.csv",
      "text/csv",
      ["no,place,depth", ...rows].join("\n"),
      {
        max_rows: 2,
      },
    );
    expect(text).toContain("40 rows and 3 columns; the first 2 rows");
    expect(text).toContain("no | place | depth\n--- | --- | ---\n0 | quay, 0 | 0\n1 | quay, 1 | 2");
    expect(text).not.toContain("quay, 2");
    expect(previewed).toBe("exec_1");
  });

  test("may be separated by semicolons or tabs, and hold line breaks in quotes", async () => {
    expect((await look("a.csv", "text/csv", 'a;b\n"1\n2";3,5\n')).text).toContain("1 2 | 3,5");
    expect((await look("a.tsv", "text/plain", "a\tb\n1\t2\n")).text).toContain(
      "1 rows and 2 columns",
    );
  });
});

test("a text is numbered and bounded, whatever its letters", async () => {
  const { text } = await look(
    "log.txt",
    "text/plain",
    `first\n${"x".repeat(500)}\n${"y\n".repeat(5000)}`,
    {
      max_chars: 300,
    },
  );
  expect(text).toContain("   1 first\n   2 xxx");
  expect(text).toMatch(/more lines$/);
  expect(text.length).toBeLessThan(600);
  const latin = Buffer.from([0xe9, 0x74, 0xe9]);
  expect((await look("a.txt", "text/plain", latin)).text).toContain("été");
  expect((await look("a.bin", "application/octet-stream", new Uint8Array(40))).text).toContain(
    "binary",
  );
  expect((await look("a.txt", "text/plain", " \n")).text).toContain("It is empty");
});

test("a picture is shown as a picture, and one nobody can read is refused", async () => {
  const { content, isError } = await look("sea.png", "image/png", new Uint8Array(9));
  expect(isError).toBe(false);
  expect(content.at(-1)).toEqual({
    type: "image",
    source: { type: "file", file_id: "file_of_sea.png_9" },
  });
  const refused = await look("sea.png", "image/png", new Uint8Array(3));
  expect(refused.isError).toBe(true);
  expect(refused.previewed).toBeUndefined();
});

test("a PDF is told by its pages and how it begins, a broken one by that", async () => {
  const whole = await look(
    "a.pdf",
    "application/pdf",
    new Uint8Array(pdf(["Depth of the fairway", "Two"])),
  );
  expect(whole.text).toContain('2 pages; it begins: "Depth of the fairway"');
  expect((await look("a.pdf", "application/pdf", "%PDF-1.7 and no more")).text).toContain(
    "damaged",
  );
});

describe("an archive", () => {
  test("is listed by its directory alone", async () => {
    const bytes = zip([
      { name: "a/tide.csv", content: Buffer.from("1") },
      { name: "b.txt", content: Buffer.alloc(2048), claims: 2048 },
    ]);
    const { text } = await look("all.zip", "application/zip", bytes);
    expect(text).toContain("It holds 2 entries, 2.0 KB unpacked");
    expect(text).toContain("- a/tide.csv (1 B)\n- b.txt (2.0 KB)");
  });

  test.each([
    [
      "a bomb that unpacks to gigabytes",
      zip([{ name: "bomb", content: Buffer.alloc(1e6), claims: 0xffffffff }]),
    ],
    [
      "many files",
      zip(Array.from({ length: 3000 }, (_, at) => ({ name: `f${at}`, content: Buffer.alloc(0) }))),
    ],
    [
      "a directory that points at itself",
      Buffer.concat([Buffer.from("504b0506", "hex"), Buffer.alloc(18)]),
    ],
    [
      "a directory behind the end",
      Buffer.concat([
        Buffer.from("504b0506", "hex"),
        Buffer.alloc(12),
        Buffer.from("ffffffff0000", "hex"),
      ]),
    ],
    [
      "a tar with an impossible size",
      Buffer.from(
        `${"f\0".padEnd(124, "\0")}${"77777777777\0".padEnd(133, "\0")}ustar${"\0".repeat(250)}`,
        "latin1",
      ),
    ],
  ])("that is %s is told shortly and at once", async (_case, bytes) => {
    const { text, isError } = await look("x.zip", "application/zip", bytes);
    expect(isError).toBe(false);
    expect(text.length).toBeLessThan(4000);
  });
});

test("what is too large, or nobody's, is said to be so", async () => {
  const large = await look("x.csv", "text/csv", new Uint8Array(9 * 1024 * 1024));
  expect(large.text).toContain("too large");
  const foreign = await look("x.csv", "text/csv", "a", { file_id: "exec_2" });
  expect(foreign).toMatchObject({ isError: true, text: expect.stringContaining("no file exec_2") });
  expect((await look("a.ogg", "audio/ogg", "OggS")).text).toContain("transcribe_audio");
});
