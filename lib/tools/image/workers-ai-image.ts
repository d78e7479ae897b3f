/** Draws on Workers AI, where its binding is there and no Gemini key: new pictures, square, of one size. */
import * as z from "zod";
import { fromBase64 } from "../../model/base64.ts";
import { describeError } from "../../ops/describe-error.ts";
import type { Log } from "../../ops/log.ts";
import type { Drawn, ImageEngine } from "./image-engine.ts";
import { pictureType } from "./picture-type.ts";

export const workersAiImageModel = "@cf/black-forest-labs/flux-1-schnell";

export type WorkersAiImages = {
  /** The binding's `run` for {@link workersAiImageModel}. */
  readonly run: (input: { readonly prompt: string; readonly steps: number }) => Promise<unknown>;
  readonly priceNanoUsd: ImageEngine["priceNanoUsd"];
  readonly log: Log;
};

const answer = z.object({ image: z.string() });

/** What the price is reckoned with (prices.ts). */
const steps = 4;

export function workersAiImages({ run, priceNanoUsd, log }: WorkersAiImages): ImageEngine {
  const name = "flux-1-schnell";
  return {
    name,
    priceNanoUsd,
    maxSources: 0,
    hasAspectRatios: false,
    // developers.cloudflare.com/workers-ai/models/flux-1-schnell, "prompt".
    maxPromptChars: 2048,
    async draw({ prompt }, signal) {
      try {
        return pictureIn(await run({ prompt, steps }));
      } catch (thrown) {
        signal.throwIfAborted();
        log.warn("image.failed", { engine: name, ...describeError(thrown) });
        return { kind: "failed", reason: "unavailable" };
      }
    },
  };
}

function pictureIn(made: unknown): Drawn {
  const parsed = answer.safeParse(made);
  const bytes = parsed.success ? fromBase64(parsed.data.image) : null;
  const mimeType = bytes === null ? null : pictureType(bytes);
  if (bytes === null || mimeType === null) return { kind: "failed", reason: "malformed" };
  return { kind: "picture", picture: { mimeType, bytes }, remark: "" };
}
