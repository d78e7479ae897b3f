/** What the tools work with, of what this deployment has: keys, bindings, prices. */
import type { PriceTable } from "../lib/billing/price-table.ts";
import { pricesOf } from "../lib/billing/prices.ts";
import type { ClaudeClient } from "../lib/claude/client.ts";
import { uploadFile } from "../lib/claude/upload-file.ts";
import { streamOf } from "../lib/files/content.ts";
import { fitPicture } from "../lib/files/fit-picture.ts";
import { readPdf } from "../lib/files/read-pdf.ts";
import type { Clock } from "../lib/model/clock.ts";
import { nanoUsd } from "../lib/model/money.ts";
import type { Picture } from "../lib/model/picture.ts";
import type { Log } from "../lib/ops/log.ts";
import { geminiImages, geminiModel } from "../lib/tools/image/gemini.ts";
import type { ImageEngine } from "../lib/tools/image/image-engine.ts";
import { workersAiImageModel, workersAiImages } from "../lib/tools/image/workers-ai-image.ts";
import type { Engines } from "../lib/tools/registry.ts";
import { openAnalyst } from "./analyst.ts";
import type { Config, Env } from "./env.ts";
import { imageEngine, speechEngine, withLength } from "./file-ports.ts";
import { pythonEngine } from "./python-engine.ts";

export type EngineServices = {
  readonly config: Config;
  readonly claude: ClaudeClient;
  readonly clock: Clock;
  readonly log: Log;
  /** Of the prices the tools are charged by. */
  readonly priceVersion: string;
};

export function toolEngines(env: Env, services: EngineServices): Engines {
  const { config, log } = services;
  const prices = pricesOf(services.priceVersion);
  const images = env.IMAGES === undefined ? null : imageEngine(env.IMAGES);
  return {
    drawing: drawingEngine(env, services, prices),
    listener: speechEngine(env, config, prices),
    python: pythonEngine(env, prices),
    analyst: openAnalyst(services),
    preview: {
      fitPicture: (picture, limits) => fitPicture(picture, limits, { images, log }),
      readPdf,
      showPicture: (picture, fileName) => showPicture(services, picture, fileName),
    },
  };
}

async function showPicture(
  { claude, config }: EngineServices,
  { bytes, mimeType }: Picture,
  fileName: string,
): Promise<string> {
  const file = { fileName, mimeType, sizeBytes: bytes.byteLength, body: streamOf(bytes) };
  const options = { withLength, timeoutMs: config.UPLOAD_TIMEOUT_MS };
  return (await uploadFile(claude, file, options)).claudeFileId;
}

function drawingEngine(
  { AI }: Env,
  { config, log }: EngineServices,
  { image }: PriceTable,
): ImageEngine | null {
  const { GEMINI_API_KEY: apiKey, GEMINI_BASE_URL: baseUrl, IMAGE_TIMEOUT_MS: timeoutMs } = config;
  if (apiKey !== undefined) {
    const { "1K": small, "2K": medium, "4K": large } = image[geminiModel];
    const priceNanoUsd = { "1K": nanoUsd(small), "2K": nanoUsd(medium), "4K": nanoUsd(large) };
    const post = (url: string, init: RequestInit) => fetch(url, init);
    return geminiImages({ apiKey, baseUrl, timeoutMs, priceNanoUsd, post, log });
  }
  if (AI === undefined) return null;
  const priceNanoUsd = { "1K": nanoUsd(image["flux-1-schnell"]["1K"]) };
  return workersAiImages({ run: (input) => AI.run(workersAiImageModel, input), priceNanoUsd, log });
}
