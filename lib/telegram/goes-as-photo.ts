/** Which pictures Telegram shows as photos; the others go as documents (Bot API, sendPhoto). */
import { photoLimitBytes } from "./limits.ts";

/** Of both sides together. */
const photoEdges = 10_000;
const photoRatio = 20;

export type Picture = {
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Null where it cannot be told. */
  readonly size: { readonly width: number; readonly height: number } | null;
};

export function goesAsPhoto({ mimeType, sizeBytes, size }: Picture): boolean {
  if (!/^image\/(jpeg|png|webp)$/.test(mimeType) || sizeBytes > photoLimitBytes) return false;
  if (size === null) return true;
  const { width, height } = size;
  const isSlim = Math.max(width, height) > photoRatio * Math.min(width, height);
  return width + height <= photoEdges && !isSlim;
}
