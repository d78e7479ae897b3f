/** Draws what was asked for, as far as a stand-in can: colours and caption of the prompt, and the pictures given as insets. */
import { createHash } from "node:crypto";
import { decodePng } from "../../support/decode-png.ts";
import { glyphHeight, glyphWidth, isInked } from "./glyphs.ts";
import { pixelsOf1K, type Source } from "./request.ts";
import { type Rgb, writePng } from "./write-png.ts";

export type Wish = {
  readonly prompt: string;
  readonly aspectRatio: string;
  readonly size: "1K" | "2K" | "4K";
  readonly sources: readonly Source[];
};

/** One cell of the drawing is so many pixels. */
const cellPx = { "1K": 8, "2K": 16, "4K": 32 } as const;
const captionLines = 4;
const dark: Rgb = [20, 20, 30];
const light: Rgb = [245, 245, 240];

type Shades = (x: number, y: number) => Rgb;

/** A PNG; the same wish gives the same bytes. */
export async function draw({ prompt, aspectRatio, size, sources }: Wish): Promise<Buffer> {
  const [widthPx = 0, heightPx = 0] = pixelsOf1K[aspectRatio] ?? [];
  const [width, height] = [widthPx / 8, heightPx / 8];
  const background = stripes(hashOf(prompt));
  const caption = captionOf(prompt, width);
  const top = height - captionLines * glyphHeight;
  const insets = await Promise.all(sources.map(shadesOf));
  const side = Math.floor((width - 4) / Math.max(3, insets.length)) - 4;
  const cell: Shades = (x, y) => {
    if (y >= top) return caption(x, y - top) ? light : dark;
    const at = Math.floor((x - 4) / (side + 4));
    const [left, down] = [x - 4 - at * (side + 4), y - 4];
    const inset = insets[at];
    if (!inset || x < 4 || left >= side || down < 0 || down >= side) return background(x, y);
    return inset(left / side, down / side);
  };
  return writePng({ width, height, cellPx: cellPx[size], cell });
}

function hashOf(bytes: string | Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** Two colours and the slant of their stripes. */
function stripes(hash: Buffer): Shades {
  const colour = (at: number): Rgb => [hash[at] ?? 0, hash[at + 1] ?? 0, hash[at + 2] ?? 0];
  const [one, other] = [colour(0), colour(3)];
  const [slant, breadth] = [((hash[6] ?? 0) % 5) - 2, 4 + ((hash[7] ?? 0) % 12)];
  return (x, y) => (Math.floor((x + slant * y) / breadth) % 2 === 0 ? one : other);
}

function captionOf(prompt: string, width: number): (x: number, y: number) => boolean {
  const letters = [...prompt.replace(/\s+/g, " ")];
  const perLine = Math.floor((width - 4) / glyphWidth);
  return (x, y) => {
    const [line, column] = [Math.floor(y / glyphHeight), Math.floor((x - 2) / glyphWidth)];
    const letter = column < 0 || column >= perLine ? undefined : letters[line * perLine + column];
    if (letter === undefined) return false;
    return isInked(letter, (x - 2) % glyphWidth, (y % glyphHeight) - 1);
  };
}

/** What is seen at a place between 0 and 1. Other kinds than PNG are only known by their bytes. */
async function shadesOf({ mimeType, bytes }: Source): Promise<Shades> {
  const known = mimeType === "image/png" ? await decodePng(bytes).catch(() => null) : null;
  if (known === null) {
    const pattern = stripes(hashOf(bytes));
    return (x, y) => pattern(x * 40, y * 40);
  }
  const { width, height, shades } = known;
  return (x, y) => {
    const shade = shades[Math.floor(y * height) * width + Math.floor(x * width)] ?? 0;
    return [shade, shade, shade];
  };
}
