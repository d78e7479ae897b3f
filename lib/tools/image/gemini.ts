/**
 * Draws and edits with Gemini, by its REST endpoint. The vendor's SDK would be 0.5 MB for this one call, and
 * would hold a picture of many megabytes several times; here the request is a few lines.
 */
import { toBase64 } from "../../model/base64.ts";
import { describeError } from "../../ops/describe-error.ts";
import type { Log } from "../../ops/log.ts";
import { readGeminiAnswer, readGeminiError } from "./gemini-answer.ts";
import type { Drawn, ImageEngine, ImageOrder } from "./image-engine.ts";
import { readLimited } from "./read-limited.ts";

export const geminiModel = "gemini-3-pro-image";

export type Gemini = {
  readonly apiKey: string;
  /** Without path. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly priceNanoUsd: ImageEngine["priceNanoUsd"];
  readonly post: (url: string, init: GeminiCall) => Promise<Response>;
  readonly log: Log;
};

type GeminiCall = {
  readonly method: "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
};

/** A 4K picture is some 10 MB; as text a third more. What is larger, memory has no room for. */
const maxAnswerBytes = 32 * 1024 * 1024;

export function geminiImages(gemini: Gemini): ImageEngine {
  const { priceNanoUsd, log } = gemini;
  return {
    name: geminiModel,
    priceNanoUsd,
    // ai.google.dev/gemini-api/docs/image-generation: up to 14 reference images; memory is the tighter bound.
    maxSources: 8,
    hasAspectRatios: true,
    maxPromptChars: 4000,
    async draw(order, signal) {
      const late = AbortSignal.timeout(gemini.timeoutMs);
      try {
        return await ask(gemini, order, AbortSignal.any([signal, late]));
      } catch (thrown) {
        signal.throwIfAborted();
        log.warn("image.failed", { engine: geminiModel, ...describeError(thrown) });
        return { kind: "failed", reason: late.aborted ? "timeout" : "unavailable" };
      }
    },
  };
}

async function ask(gemini: Gemini, order: ImageOrder, signal: AbortSignal): Promise<Drawn> {
  const { baseUrl, apiKey, post, log } = gemini;
  const response = await post(`${baseUrl}/v1beta/models/${geminiModel}:generateContent`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-goog-api-key": apiKey },
    body: JSON.stringify(requestOf(order)),
    signal,
  });
  const body = await readLimited(response, maxAnswerBytes);
  if (body === null) return { kind: "failed", reason: "too_large" };
  if (response.ok) return readGeminiAnswer(body);
  const { status, reason } = readGeminiError(response.status, body);
  log.warn("image.failed", { engine: geminiModel, status: response.status, reason: status });
  return { kind: "failed", reason };
}

/** Pictures stand before the words that speak of them. */
function requestOf({ prompt, size, aspectRatio, sources }: ImageOrder) {
  const pictures = sources.map(({ mimeType, bytes }) => ({
    inlineData: { mimeType, data: toBase64(bytes) },
  }));
  return {
    contents: [{ role: "user", parts: [...pictures, { text: prompt }] }],
    generationConfig: {
      responseModalities: ["TEXT", "IMAGE"],
      imageConfig: { imageSize: size, ...(aspectRatio === undefined ? {} : { aspectRatio }) },
    },
  };
}
