/** How large the picture becomes: as asked for, smaller where it would not fit, never too slim for a photo. */
import { areaPx, paintedPx, photoRatio, sidePx } from "./limits.ts";

export type Size = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerEm: number;
};

/** TeX's own 12 points. */
const emPoints = 12;
const paddingEm = 0.6;
/** Smaller, and a chat blows the photo up until it is blurred. */
const leastWidthEm = 6;
const leastHeightEm = 3;
/** Below it small indices cannot be read any more. */
const leastPxPerEm = 14;

export type Demand = {
  /** In thousandths of an em. */
  readonly width: number;
  readonly height: number;
  readonly paintedEm2: number;
  readonly dpi: number;
};

/** Null where it would have to be too small to read, or has no size. */
export function pictureSize({ width, height, paintedEm2, dpi }: Demand): Size | null {
  const wide = Math.max(width / 1000 + 2 * paddingEm, leastWidthEm);
  const high = Math.max(height / 1000 + 2 * paddingEm, leastHeightEm);
  const widthEm = Math.max(wide, high / photoRatio);
  const heightEm = Math.max(high, wide / photoRatio);
  const pxPerEm = Math.min(
    (dpi / 72) * emPoints,
    sidePx / widthEm,
    sidePx / heightEm,
    Math.sqrt(areaPx / (widthEm * heightEm)),
    Math.sqrt(paintedPx / paintedEm2),
  );
  if (!(pxPerEm >= leastPxPerEm)) return null;
  return {
    widthPx: Math.floor(widthEm * pxPerEm),
    heightPx: Math.floor(heightEm * pxPerEm),
    pxPerEm,
  };
}
