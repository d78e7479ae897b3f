/** A picture for a vendor that takes only some kinds and sizes. */
import type { Picture, PictureLimits } from "../model/picture.ts";
import { describeError } from "../ops/describe-error.ts";
import type { Log } from "../ops/log.ts";
import { detectMime } from "./detect-mime.ts";
import { imageSize } from "./image-size.ts";
import { shownSidePx } from "./limits.ts";
import type { ImageEngine } from "./ports.ts";

export type FittingPorts = {
  /** Null: pictures pass as they are, or not at all. */
  readonly images: ImageEngine | null;
  readonly log: Log;
};

/** More than any signature needs. */
const headBytes = 4096;

/** Its pixels are counted before anything decodes them; what lies about its kind is known by its bytes. */
export async function fitPicture(
  picture: Picture,
  limits: PictureLimits,
  ports: FittingPorts,
): Promise<Picture | null> {
  const { bytes } = picture;
  const head = bytes.subarray(0, headBytes);
  const mimeType = await detectMime({ head, declaredMimeType: picture.mimeType });
  const typed = { mimeType, bytes };
  const passes = isWithin(typed, { ...limits, sidePx: shownSidePx });
  if (passes && isWithin(typed, limits)) return typed;
  if (!mimeType.startsWith("image/") || mimeType === "image/svg+xml") return null;
  return (await converted(typed, limits, ports)) ?? (passes ? typed : null);
}

function isWithin({ mimeType, bytes }: Picture, limits: PictureLimits): boolean {
  if (!limits.mimeTypes.includes(mimeType) || bytes.byteLength > limits.maxBytes) return false;
  const size = imageSize(bytes, mimeType);
  return size !== null && Math.max(size.width, size.height) <= limits.sidePx;
}

async function converted(
  { mimeType, bytes }: Picture,
  { sidePx, maxBytes }: PictureLimits,
  { images, log }: FittingPorts,
): Promise<Picture | null> {
  if (images === null) return null;
  // JPEG has no transparency.
  const wanted = mimeType === "image/jpeg" ? "image/jpeg" : "image/webp";
  try {
    const body = new Blob([new Uint8Array(bytes)]).stream();
    const made = await images.convert(body, { sidePx, mimeType: wanted });
    const smaller = new Uint8Array(await new Response(made).arrayBuffer());
    return smaller.byteLength <= maxBytes ? { mimeType: wanted, bytes: smaller } : null;
  } catch (thrown) {
    log.warn("file.image_not_converted", { mimeType, ...describeError(thrown) });
    return null;
  }
}
