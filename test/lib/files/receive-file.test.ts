/** What becomes of a file that somebody sent, on Telegram, Claude and Redis stand-ins: its kind, its name, and when it comes again. */
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Attachment } from "../../../lib/model/attachment.ts";
import type { MessageId } from "../../../lib/model/ids.ts";
import { ADA, BORIS } from "../../emulators/telegram/testing/rig.ts";
import { type FileRig, startFileRig } from "./file-rig.ts";
import { fileOf, mebibyte, padded, words } from "./received-files.ts";
import { gif, jpeg, mp4, oggOpus, pdf, png, webp } from "./sample-files.ts";

const dayMs = 24 * 60 * 60 * 1000;

let rig: FileRig;
beforeAll(async () => {
  rig = await startFileRig();
});
afterAll(() => rig.stop());

/** No test leaves a secret in the log. */
afterEach(() => {
  for (const secret of rig.secrets) expect(rig.logged.join("\n")).not.toContain(secret);
});

test.each([
  ["a.png", png(640, 480), "image/png", { type: "image", width: 640, height: 480 }],
  ["a.jpg", jpeg(800, 600), "image/jpeg", { type: "image", width: 800, height: 600 }],
  ["a.gif", gif(32, 16), "image/gif", { type: "image", width: 32, height: 16 }],
  ["a.webp", webp(64, 48), "image/webp", { type: "image", width: 64, height: 48 }],
  ["a.mp4", mp4(), "video/mp4", { type: "video" }],
  ["a.ogg", oggOpus(), "audio/ogg", { type: "audio" }],
  ["a.csv", Buffer.from("a;b\n1;2\n"), "text/csv", { type: "document" }],
])(
  "%s reaches Claude's files as what it is, and its bytes wait in R2",
  async (name, bytes, mimeType, facts) => {
    const file = fileOf(await rig.receive(await rig.document(bytes, name)));
    expect(file).toMatchObject({ fileName: name, mimeType, sizeBytes: bytes.length, ...facts });
    const uploaded = await rig.claude.files.retrieveMetadata(file.uploaded?.claudeFileId ?? "");
    expect(uploaded).toMatchObject({
      filename: name,
      mime_type: mimeType,
      size_bytes: bytes.length,
    });
    const lifeMs = (file.uploaded?.expiresAtMs ?? 0) - Date.parse(uploaded.created_at);
    expect(lifeMs).toBe(30 * dayMs);
    expect(file.bytesKey).toMatch(new RegExp(`^f/\\d+/${ADA}/[\\w-]+$`));
    expect(Buffer.from(rig.stored.get(file.bytesKey ?? "") ?? [])).toEqual(bytes);
  },
);

test("a PDF tells its pages and how the first begins", async () => {
  const bytes = pdf(["Tides of Murmansk", "Second page"]);
  const file = fileOf(await rig.receive(await rig.document(bytes, "tides.pdf")));
  expect(file).toMatchObject({ type: "pdf", pageCount: 2, firstPageText: "Tides of Murmansk" });
});

test("a damaged PDF is still a PDF, of which nothing more is known", async () => {
  const bytes = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(300)]);
  const file = fileOf(await rig.receive(await rig.document(bytes, "torn.pdf")));
  expect(file).toMatchObject({ type: "pdf", mimeType: "application/pdf" });
  expect(file.uploaded).toBeDefined();
  expect(file).not.toHaveProperty("pageCount");
});

test("bytes win over a wrong name and a wrong declared type", async () => {
  const attachment = await rig.document(padded(png(5, 4)), "report.pdf");
  const file = fileOf(await rig.receive({ ...attachment, declaredMimeType: "application/pdf" }));
  expect(file).toMatchObject({ type: "image", mimeType: "image/png", width: 5 });
});

test("text that is called a PDF or a picture never goes to Claude as one", async () => {
  const named = await rig.document(words(), "invoice.pdf");
  expect(fileOf(await rig.receive(named))).toMatchObject({
    type: "document",
    mimeType: "text/plain",
  });
  const declared = { ...(await rig.document(words(), "photo")), declaredMimeType: "image/jpeg" };
  expect(fileOf(await rig.receive(declared))).toMatchObject({ mimeType: "text/plain" });
});

test("a nameless photo is called after what it is and the message that brought it, also when it comes again", async () => {
  const { fileName: _, ...photo } = await rig.document(padded(jpeg(9, 9)), "x");
  const nameIn = async (message: Partial<Attachment>) =>
    fileOf(await rig.receive({ ...photo, kind: "photo", ...message })).fileName;
  expect(await nameIn({ messageId: 12 as MessageId })).toBe("photo-12.jpg");
  expect(await nameIn({ messageId: 13 as MessageId })).toBe("photo-13.jpg");
  expect(await nameIn({})).toBe("photo.jpg");
});

test("a converted picture that comes again is still called after what it became", async () => {
  const attachment = await rig.document(padded(png(4001, 8)), "map.png");
  const images = {
    convert: () => Promise.resolve(new Blob([new Uint8Array(webp(2000, 4))]).stream()),
  };
  const names = [];
  for (const fileName of ["map.png", "chart.png"])
    names.push(fileOf(await rig.receive({ ...attachment, fileName }, { images })).fileName);
  expect(names).toEqual(["map.webp", "chart.webp"]);
});

test("a file larger than memory should hold travels whole through R2", async () => {
  const bytes = Buffer.concat([png(7, 7), randomBytes(5 * mebibyte)]);
  const file = fileOf(await rig.receive(await rig.document(bytes, "large.png")));
  const uploaded = await rig.claude.files.retrieveMetadata(file.uploaded?.claudeFileId ?? "");
  expect(uploaded.size_bytes).toBe(bytes.length);
  expect(bytes.equals(rig.stored.get(file.bytesKey ?? "") ?? Buffer.alloc(0))).toBe(true);
});

test("the same file twice is fetched and uploaded once, under the name it has now", async () => {
  const attachment = await rig.document(words(), "first.txt");
  const first = fileOf(await rig.receive(attachment));
  const before = [await rig.uploads(), rig.door.downloads.length];
  const again = fileOf(await rig.receive({ ...attachment, fileName: "second.txt" }));
  expect(again.uploaded).toEqual(first.uploaded);
  expect(again.fileName).toBe("second.txt");
  expect([await rig.uploads(), rig.door.downloads.length]).toEqual(before);
});

test("another user's same file is a file of its own", async () => {
  const attachment = await rig.document(words(), "shared.txt");
  const hers = fileOf(await rig.receiveFor(ADA, attachment));
  const his = fileOf(await rig.receiveFor(BORIS, attachment));
  expect(his.uploaded?.claudeFileId).not.toBe(hers.uploaded?.claudeFileId);
  expect(his.bytesKey).toContain(`/${BORIS}/`);
});

test("an upload that expires within a day is made anew", async () => {
  const attachment = await rig.document(words(), "old.txt");
  const first = fileOf(await rig.receive(attachment));
  const nowMs = (first.uploaded?.expiresAtMs ?? 0) - dayMs + 1;
  const again = fileOf(await rig.receiveFor(ADA, attachment, { nowMs }));
  expect(again.uploaded?.claudeFileId).not.toBe(first.uploaded?.claudeFileId);
});

test("a picture of an unsupported kind stays a document where nothing can convert it", async () => {
  const heic = Buffer.alloc(40);
  heic.writeUInt32BE(24, 0);
  heic.write("ftypheic", 4, "latin1");
  const file = fileOf(await rig.receive(await rig.document(heic, "IMG_1.HEIC")));
  expect(file).toMatchObject({ type: "document", mimeType: "image/heic", fileName: "IMG_1.HEIC" });
  expect(file).toMatchObject({ isUnseen: true, sizeBytes: 40 });
  expect(file.uploaded).toBeDefined();
});

test.each([
  ["damaged", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xd9])],
  ["larger than Claude takes", jpeg(8001, 10)],
])("a JPEG that is %s is not shown, for it would spoil the whole request", async (_how, bytes) => {
  const file = fileOf(await rig.receive(await rig.document(padded(bytes), "torn.jpg")));
  expect(file).toMatchObject({ type: "document", mimeType: "image/jpeg", isUnseen: true });
});

test("a conversion that failed once is tried again when the picture comes again", async () => {
  const attachment = await rig.document(png(4000, 9000), "tall.png");
  const broken = { convert: () => Promise.reject(new Error("the engine is away")) };
  const first = fileOf(await rig.receive(attachment, { images: broken }));
  expect(first).toMatchObject({ type: "document", isUnseen: true });
  const images = {
    convert: () => Promise.resolve(new Blob([new Uint8Array(webp(888, 2000))]).stream()),
  };
  const second = fileOf(await rig.receive(attachment, { images }));
  expect(second).toMatchObject({ type: "image", fileName: "tall.webp", height: 2000 });
  expect(second).not.toHaveProperty("isUnseen");
});

test("a PDF too large to be held says so, and reaches Claude whole", async () => {
  const bytes = Buffer.concat([pdf(["A thick book"]), randomBytes(8 * mebibyte)]);
  const attachment = await rig.document(bytes, "book.pdf");
  const file = fileOf(await rig.receive(attachment));
  expect(file).toMatchObject({ type: "pdf", isTooLargeToRead: true, sizeBytes: bytes.length });
  expect(file).not.toHaveProperty("pageCount");
  expect(file.uploaded).toBeDefined();
  expect(fileOf(await rig.receive(attachment))).toMatchObject({ isTooLargeToRead: true });
});
