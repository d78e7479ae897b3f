/** Files on their way out and back. */
import { randomBytes } from "node:crypto";
import { InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADA, png, type Rig, refusal, startRig } from "../testing/rig.ts";

const MEGABYTE = 1024 * 1024;
let rig: Rig;
beforeEach(async () => {
  rig = await startRig({ limits: "off" });
});
afterEach(() => rig.telegram.stop());

const file = (bytes: Uint8Array, name: string) => new InputFile(bytes, name);
const padded = (bytes: Uint8Array, sizeBytes: number) =>
  Buffer.concat([bytes, Buffer.alloc(sizeBytes - bytes.length)]);

async function download(fileId: string): Promise<Buffer> {
  const { file_path } = await rig.api.getFile(fileId);
  const response = await fetch(
    `${rig.telegram.apiRoot}/file/bot${rig.telegram.token}/${file_path}`,
  );
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe("sending a file", () => {
  test("a photo comes in several sizes, the largest last, and can be fetched", async () => {
    const { photo, caption } = await rig.api.sendPhoto(ADA, file(png(1600, 800), "sea.png"), {
      caption: "Sea",
    });
    expect(caption).toBe("Sea");
    expect(photo.length).toBeGreaterThanOrEqual(2);
    expect(photo.at(-1)).toMatchObject({ width: 1280, height: 640 });
    expect(await download(photo.at(-1)?.file_id ?? "")).toEqual(png(1600, 800));
  });

  test("a document keeps its name and goes again by its file_id", async () => {
    const bytes = randomBytes(100);
    const first = await rig.api.sendDocument(ADA, file(bytes, "chart.pdf"));
    expect(first.document).toMatchObject({ file_name: "chart.pdf", file_size: 100 });
    const again = await rig.api.sendDocument(ADA, first.document.file_id);
    expect(again.document).toEqual(first.document);
    expect(await download(again.document.file_id)).toEqual(bytes);
  });

  test.each(["voice", "audio", "video", "animation"] as const)(
    "%s arrives as such",
    async (kind) => {
      const upload = file(randomBytes(10), "sound.bin");
      const send = {
        voice: () => rig.api.sendVoice(ADA, upload, { duration: 7 }),
        audio: () => rig.api.sendAudio(ADA, upload, { duration: 7 }),
        video: () => rig.api.sendVideo(ADA, upload, { duration: 7 }),
        animation: () => rig.api.sendAnimation(ADA, upload, { duration: 7 }),
      };
      expect(await send[kind]()).toMatchObject({ [kind]: { duration: 7, file_size: 10 } });
    },
  );

  test("is refused for unknown, empty, foreign and missing files", async () => {
    expect(await refusal(rig.api.sendDocument(ADA, "nonsense"))).toBe(
      "Bad Request: wrong file identifier/HTTP URL specified",
    );
    expect(await refusal(rig.api.sendDocument(ADA, file(new Uint8Array(), "a.txt")))).toBe(
      "Bad Request: file must be non-empty",
    );
    const { document } = await rig.api.sendDocument(ADA, file(randomBytes(9), "a.txt"));
    expect(await refusal(rig.api.sendPhoto(ADA, document.file_id))).toBe(
      "Bad Request: can't use file of type Document as Photo",
    );
    expect(await refusal(rig.api.raw.sendVoice({ chat_id: ADA } as never))).toBe(
      "Bad Request: there is no voice in the request",
    );
    expect(await refusal(rig.api.sendPhoto(ADA, "https://e.org/a.jpg"))).toBe(
      "Bad Request: failed to get HTTP URL content",
    );
  });

  test("is refused for photos that are too big, too long or no pictures", async () => {
    const big = padded(png(10, 10), 10 * MEGABYTE + 1);
    expect(await refusal(rig.api.sendPhoto(ADA, file(big, "a.png")))).toBe(
      "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
    );
    expect(await refusal(rig.api.sendPhoto(ADA, file(png(2100, 100), "a.png")))).toBe(
      "Bad Request: PHOTO_INVALID_DIMENSIONS",
    );
    expect(await refusal(rig.api.sendPhoto(ADA, file(randomBytes(50), "a.png")))).toBe(
      "Bad Request: IMAGE_PROCESS_FAILED",
    );
  });

  test("is refused beyond 50 MB", async () => {
    const form = new FormData();
    form.set("chat_id", String(ADA));
    form.set("document", new File([Buffer.alloc(50 * MEGABYTE + 1)], "huge.bin"));
    const url = `${rig.telegram.apiRoot}/bot${rig.telegram.token}/sendDocument`;
    const answer = await (await fetch(url, { method: "POST", body: form })).json();
    expect(answer).toEqual({ ok: false, error_code: 413, description: "Request Entity Too Large" });
  });

  test("is refused with a caption beyond 1024 characters", async () => {
    const caption = "x".repeat(1025);
    expect(await refusal(rig.api.sendPhoto(ADA, file(png(9, 9), "a.png"), { caption }))).toBe(
      "Bad Request: message caption is too long",
    );
  });
});

describe("getFile", () => {
  test("is refused for unknown files and those above 20 MB", async () => {
    expect(await refusal(rig.api.getFile("nonsense"))).toBe(
      "Bad Request: wrong file_id or the file is temporarily unavailable",
    );
    const { document } = await rig.api.sendDocument(
      ADA,
      file(Buffer.alloc(20 * MEGABYTE + 1), "big.bin"),
    );
    expect(await refusal(rig.api.getFile(document.file_id))).toBe("Bad Request: file is too big");
  });
});

describe("sendMediaGroup", () => {
  const photo = () => ({ type: "photo" as const, media: file(png(9, 9), "a.png") });
  const document = () => ({ type: "document" as const, media: file(randomBytes(9), "a.txt") });

  test("sends messages that share one album", async () => {
    const messages = await rig.api.sendMediaGroup(ADA, [{ ...photo(), caption: "two" }, photo()]);
    const groups = messages.map((message) => "media_group_id" in message && message.media_group_id);
    expect(groups[0]).toMatch(/^\d+$/);
    expect(groups[1]).toBe(groups[0]);
    expect(messages.map(({ caption }) => caption)).toEqual(["two", undefined]);
  });

  test("is refused empty, beyond ten, and with documents among photos", async () => {
    expect(await refusal(rig.api.sendMediaGroup(ADA, []))).toBe(
      "Bad Request: there are no messages to send",
    );
    const eleven = Array.from({ length: 11 }, photo);
    expect(await refusal(rig.api.sendMediaGroup(ADA, eleven))).toBe(
      "Bad Request: too many messages to send as an album",
    );
    const mixed = [photo(), document()] as unknown as ReturnType<typeof photo>[];
    expect(await refusal(rig.api.sendMediaGroup(ADA, mixed))).toBe(
      "Bad Request: document can't be mixed with other media types",
    );
  });
});

describe("a rich message", () => {
  test("shows a file sent along with it", async () => {
    const media = [{ id: "sea", media: { type: "photo", media: file(png(40, 40), "sea.png") } }];
    const rich_message = { markdown: 'Look:\n\n![](tg://photo?id=sea "Sea")', media };
    const message = await rig.api.raw.sendRichMessage({ chat_id: ADA, rich_message } as never);
    expect(message.rich_message.blocks).toMatchObject([
      { type: "paragraph", text: "Look:" },
      { type: "photo", photo: [{ width: 20 }, { width: 40 }], caption: { text: "Sea" } },
    ]);
  });
});
