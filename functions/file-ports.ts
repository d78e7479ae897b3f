/** Gives the files room its way out: Telegram, Claude, R2, Redis and the engines that are there. */
import type { PriceTable } from "../lib/billing/price-table.ts";
import { openKnownUploads } from "../lib/cache/known-uploads.ts";
import { uploadFile } from "../lib/claude/upload-file.ts";
import type { Bytes, FilePorts, ImageEngine } from "../lib/files/ports.ts";
import { openAiSpeech } from "../lib/files/speech/openai-speech.ts";
import type { SpeechEngine } from "../lib/files/speech/speech-engine.ts";
import {
  type RunModel,
  workersAiModel,
  workersAiSpeech,
} from "../lib/files/speech/workers-ai-speech.ts";
import { type FileDoor, openFile } from "../lib/telegram/open-file.ts";
import type { Services } from "./compose.ts";
import type { Config, Env } from "./env.ts";

/** `prices`: what hearing a recording is charged by. */
export function filePorts(env: Env, services: Services, prices: PriceTable): FilePorts {
  const { config, log, claude, cache } = services;
  const door = fileDoor(services);
  const upload = { withLength, timeoutMs: config.UPLOAD_TIMEOUT_MS };
  return {
    log,
    newId: () => crypto.randomUUID(),
    downloadTimeoutMs: config.DOWNLOAD_TIMEOUT_MS,
    openFile: (fileId, signal) => openFile(door, fileId, signal),
    upload: (file) => uploadFile(claude, file, upload),
    bytes: storedBytes(env.FILES),
    images: env.IMAGES === undefined ? null : imageEngine(env.IMAGES),
    speech: speechEngine(env, config, prices),
    uploads: openKnownUploads(cache),
  };
}

/** The way to files that Telegram has. */
export function fileDoor({ config, botApi }: Services): FileDoor {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot } = config;
  return { token, apiRoot, botApi, get: fetchOutside };
}

function storedBytes(bucket: R2Bucket): FilePorts["bytes"] {
  return {
    async put(key, body, sizeBytes) {
      // R2 takes no stream of unknown length; such a one is held whole, and Telegram's limit holds it small.
      const whole = sizeBytes === null ? await new Response(body).arrayBuffer() : null;
      await bucket.put(key, whole ?? withLength(body, sizeBytes ?? 0));
    },
    async get(key) {
      return (await bucket.get(key))?.body ?? null;
    },
  };
}

export function imageEngine(images: ImagesBinding): ImageEngine {
  return {
    async convert(body, { sidePx, mimeType }) {
      const fit = { width: sidePx, height: sidePx, fit: "scale-down" } as const;
      const made = await images
        .input(body)
        .transform(fit)
        .output({ format: mimeType, quality: 85 });
      return made.image();
    },
  };
}

export function speechEngine(
  { AI }: Env,
  config: Config,
  { speechSecond }: PriceTable,
): SpeechEngine | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, SPEECH_TIMEOUT_MS: timeoutMs } = config;
  if (apiKey !== undefined) {
    const nanoUsdPerSecond = speechSecond["whisper-1"];
    return openAiSpeech({ apiKey, baseUrl, timeoutMs, nanoUsdPerSecond, post: fetchOutside });
  }
  if (AI === undefined) return null;
  const run: RunModel = (input) => AI.run(workersAiModel, input);
  return workersAiSpeech(run, speechSecond["whisper-large-v3-turbo"]);
}

/** Breaks where the stream is shorter or longer than was said. */
export function withLength(stream: Bytes, sizeBytes: number): Bytes {
  return stream.pipeThrough(new FixedLengthStream(sizeBytes));
}

function fetchOutside(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init);
}
