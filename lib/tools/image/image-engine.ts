/** What draws pictures, whoever does it. */
import type { NanoUsd } from "../../model/money.ts";
import type { Picture } from "../../model/picture.ts";

export const imageSizes = ["1K", "2K", "4K"] as const;
export type ImageSize = (typeof imageSizes)[number];

/** What gemini-3-pro-image draws (@google/genai 3.1.0, `ImageConfig`). */
export const aspectRatios = ["1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9", "21:9"] as const;
export type AspectRatio = (typeof aspectRatios)[number];

export type ImageOrder = {
  readonly prompt: string;
  readonly size: ImageSize;
  /** Absent: as the pictures given, else a square. */
  readonly aspectRatio?: AspectRatio;
  /** To be changed or put together; the prompt says which is which. */
  readonly sources: readonly Picture[];
};

export type Drawn =
  /** `remark`: what the engine says of it, often nothing. */
  | { readonly kind: "picture"; readonly picture: Picture; readonly remark: string }
  /** By the vendor's rules of what may be drawn; nothing is charged. `reason` in the vendor's words. */
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: DrawingProblem };

export type DrawingProblem =
  /** Too many ask at the same time. */
  | "busy"
  /** The vendor is away, or broke off. */
  | "unavailable"
  | "timeout"
  /** The vendor does not take what it was asked, or who asks. */
  | "rejected"
  /** What came is no picture. */
  | "malformed"
  /** More than can be held here. */
  | "too_large";

export interface ImageEngine {
  readonly name: string;
  /** Per picture made; sizes that are not listed it cannot draw. */
  readonly priceNanoUsd: Readonly<Partial<Record<ImageSize, NanoUsd>>>;
  /** How many pictures it takes to work on; 0: it only draws new ones. */
  readonly maxSources: number;
  /** Whether a picture may be other than square. */
  readonly hasAspectRatios: boolean;
  readonly maxPromptChars: number;
  /** Rejects only where the signal is aborted. */
  draw(order: ImageOrder, signal: AbortSignal): Promise<Drawn>;
}
