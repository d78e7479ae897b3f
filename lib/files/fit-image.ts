/** Makes an image one that Claude can see: of a kind it reads, upright, not larger than it takes. */
import { describeError } from "../ops/describe-error.ts";
import { type Content, openContent, takeContent } from "./content.ts";
import { imageSize } from "./image-size.ts";
import { imageBytes, imageSidePx, shownSidePx } from "./limits.ts";
import type { FilePorts } from "./ports.ts";

/** field-and-platforms §5.6. */
const visible = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

const convertible = new Set(["image/heic", "image/heif", "image/avif", "image/tiff", "image/bmp"]);

export type Typed = { readonly content: Content; readonly mimeType: string };

export function isPicture({ mimeType }: Typed): boolean {
  return visible.has(mimeType) || convertible.has(mimeType);
}

/** One such block that Claude cannot read would have it refuse the whole request. */
export function isVisible({ content, mimeType }: Typed): boolean {
  const size = visible.has(mimeType) ? imageSize(content.head, mimeType) : null;
  if (size === null || content.sizeBytes > imageBytes) return false;
  return Math.max(size.width, size.height) <= shownSidePx;
}

/** As it was, where nothing is to be done or nothing can be. */
export async function fitImage(image: Typed, key: string, ports: FilePorts): Promise<Typed> {
  const { images, log } = ports;
  if (images === null || !needsWork(image)) return image;
  // JPEG has no transparency.
  const mimeType =
    visible.has(image.mimeType) && image.mimeType !== "image/jpeg" ? "image/webp" : "image/jpeg";
  try {
    const body = await images.convert(await openContent(image.content, ports), {
      sidePx: imageSidePx,
      mimeType,
    });
    const content = await takeContent({ body, sizeBytes: null, key }, ports);
    return content === null ? image : { content, mimeType };
  } catch (thrown) {
    log.warn("file.image_not_converted", { mimeType: image.mimeType, ...describeError(thrown) });
    return image;
  }
}

function needsWork({ content, mimeType }: Typed): boolean {
  if (convertible.has(mimeType)) return true;
  if (!visible.has(mimeType)) return false;
  const size = imageSize(content.head, mimeType);
  if (size === null || content.sizeBytes > imageBytes) return true;
  return Math.max(size.width, size.height) > imageSidePx;
}
