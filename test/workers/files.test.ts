/** What only the real runtime shows of files: the IMAGES binding, R2, pdf.js and streams of known length in workerd. */
import { env, exports } from "cloudflare:workers";
import { expect, inject, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import type { MediaOutcome, ReceivedFile } from "../../lib/model/attachment.ts";
import type { ThreadAddress } from "../../lib/model/ids.ts";
import { openChat } from "./chat.ts";
import { avif, tiff, turnedJpeg, widePng } from "./pictures.ts";

const { telegram, claude } = inject("world");
const mebibyte = 1024 * 1024;

type Sent = { readonly result: { readonly document: { file_id: string; file_unique_id: string } } };

/** Sends a document through Telegram and has the media worker receive it. */
async function receive(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<MediaOutcome> {
  const { chatId, userId } = await openChat();
  const form = new FormData();
  form.set("chat_id", String(chatId));
  form.set("document", new File([bytes], fileName));
  const root = `http://127.0.0.1:${telegram.port}/bot${telegram.token}`;
  const response = await fetch(`${root}/sendDocument`, { method: "POST", body: form });
  const { document } = ((await response.json()) as Sent).result;
  const attachment = {
    kind: "document" as const,
    fileId: document.file_id,
    fileUniqueId: document.file_unique_id,
    fileName,
  };
  const owner = { chatId, topicId: 0, userId } as ThreadAddress;
  return exports.MediaWorker.receive({ attachment, owner });
}

async function receiveFile(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<ReceivedFile> {
  const outcome = await receive(bytes, name);
  if (outcome.kind === "file") return outcome.file;
  throw new Error(`no file: ${JSON.stringify(outcome)}`);
}

async function uploadOf({ uploaded }: ReceivedFile): Promise<unknown> {
  const root = `http://127.0.0.1:${claude.port}/v1/files`;
  const response = await fetch(`${root}/${uploaded?.claudeFileId}`, {
    headers: { authorization: `Bearer ${claude.apiKey}`, "anthropic-version": "2026-10-21" },
  });
  return response.json();
}

async function storedOf({ bytesKey }: ReceivedFile): Promise<Uint8Array> {
  const object = await (env as unknown as Env).FILES.get(bytesKey ?? "");
  return new Uint8Array((await object?.arrayBuffer()) ?? []);
}

test("a large photo taken upright is scaled, and stands upright", async () => {
  const file = await receiveFile(turnedJpeg, "IMG_1.jpg");
  expect(file).toMatchObject({ type: "image", mimeType: "image/jpeg", height: 2000 });
  expect(file.width).toBeLessThan(100);
  expect(await uploadOf(file)).toMatchObject({
    filename: "IMG_1.jpg",
    mime_type: "image/jpeg",
    size_bytes: file.sizeBytes,
  });
  expect(await storedOf(file)).toHaveLength(file.sizeBytes);
});

test("a wide picture that may be transparent is scaled to a WebP", async () => {
  expect(await receiveFile(widePng, "map.png")).toMatchObject({
    type: "image",
    fileName: "map.webp",
    mimeType: "image/webp",
    width: 2000,
    height: 67,
  });
});

test.each([
  ["scan.tiff", tiff, "scan.jpg"],
  ["camera.avif", avif, "camera.jpg"],
])("%s becomes a picture that Claude can see", async (name, bytes, becomes) => {
  const file = await receiveFile(bytes, name);
  expect(file).toMatchObject({
    type: "image",
    fileName: becomes,
    mimeType: "image/jpeg",
    width: 24,
    height: 16,
  });
  expect(await uploadOf(file)).toMatchObject({ filename: becomes, mime_type: "image/jpeg" });
});

test("a picture the converter cannot read stays a document", async () => {
  const heic = new Uint8Array(64);
  heic.set([0, 0, 0, 24, ...new TextEncoder().encode("ftypheic")]);
  expect(await receiveFile(heic, "IMG_2.HEIC")).toMatchObject({
    type: "document",
    fileName: "IMG_2.HEIC",
    mimeType: "image/heic",
  });
});

test("a PDF tells its pages and how the first begins", async () => {
  const { pdf } = await import("../lib/files/sample-files.ts");
  const bytes = new Uint8Array(pdf(["Depth of the fairway", "Second", "Third"]));
  expect(await receiveFile(bytes, "depths.pdf")).toMatchObject({
    type: "pdf",
    pageCount: 3,
    firstPageText: "Depth of the fairway",
  });
});

test("a file near Telegram's limit goes through R2 to Claude, every byte of it", async () => {
  const bytes = new Uint8Array(19 * mebibyte);
  for (let at = 0; at < bytes.length; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, Math.min(at + 65_536, bytes.length)));
  }
  const file = await receiveFile(bytes, "survey.bin");
  expect(await uploadOf(file)).toMatchObject({ size_bytes: bytes.length });
  const [kept, sent] = await Promise.all(
    [await storedOf(file), bytes].map((data) => crypto.subtle.digest("SHA-256", data)),
  );
  expect(kept).toEqual(sent);
});

test("more than Telegram gives is refused with the limit", async () => {
  expect(await receive(new Uint8Array(20 * mebibyte + 1), "film.bin")).toEqual({
    kind: "problem",
    problem: { reason: "too_large", limitBytes: 20 * mebibyte },
  });
});

test("a BMP, which the converter does not read, stays a document that is told as unseen", async () => {
  const bmp = new Uint8Array(54 + 24 * 16 * 3);
  const view = new DataView(bmp.buffer);
  bmp.set(new TextEncoder().encode("BM"));
  view.setUint32(2, bmp.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, 24, true);
  view.setInt32(22, 16, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  bmp.fill(128, 54);
  expect(await receiveFile(bmp, "chart.bmp")).toMatchObject({
    type: "document",
    mimeType: "image/bmp",
    fileName: "chart.bmp",
    isUnseen: true,
  });
});
