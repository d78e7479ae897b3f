/** Type and size of each image format, from headers alone. */
import { expect, test } from "vitest";
import { imageFacts } from "./image-size.ts";

const ascii = (text: string) => Buffer.from(text, "latin1").toString("hex");
const riff = `${ascii("RIFF")}00000000${ascii("WEBP")}`;
const padding = "00".repeat(16);

/** 640 × 480 everywhere. */
test.each([
  ["image/png", `89504e470d0a1a0a0000000d${ascii("IHDR")}00000280000001e0`],
  ["image/gif", `${ascii("GIF89a")}8002e001`],
  ["image/jpeg", `ffd8ffe00004abcdffc40003ffffc0001108 01e0 0280`],
  ["image/webp", `${riff}${ascii("VP8 ")}000000000000009d012a8002e001${padding}`],
  ["image/webp", `${riff}${ascii("VP8L")}000000002f7fc27700${padding}`],
  ["image/webp", `${riff}${ascii("VP8X")}0000000000000000 7f0200df0100${padding}`],
])("%s %s", (mediaType, hex) => {
  const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
  expect(imageFacts(bytes)).toEqual({ mediaType, width: 640, height: 480 });
});

test.each(["", "ffd8ffe0ffff", ascii("%PDF-1.7 and so on, long enough for all")])(
  "%s is no image",
  (hex) => {
    expect(imageFacts(Buffer.from(hex, "hex"))).toBeNull();
  },
);
