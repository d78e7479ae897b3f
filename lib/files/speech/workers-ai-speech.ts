/** Speech to words on Workers AI, where its binding is there. */
import * as z from "zod";
import { toBase64 } from "../../model/base64.ts";
import type { SpeechEngine } from "./speech-engine.ts";
import { spokenLanguage } from "./spoken-language.ts";

export const workersAiModel = "@cf/openai/whisper-large-v3-turbo";

/** The binding's `run` for {@link workersAiModel}. */
export type RunModel = (input: { readonly audio: string }) => Promise<unknown>;

const answer = z.object({
  text: z.string(),
  transcription_info: z
    .object({ language: z.string().nullish(), duration: z.number().nonnegative().nullish() })
    .optional(),
});

export function workersAiSpeech(run: RunModel, nanoUsdPerSecond: number): SpeechEngine {
  return {
    name: "whisper-large-v3-turbo",
    nanoUsdPerSecond,
    async transcribe({ bytes, durationSeconds: said, language }) {
      const asked = { audio: toBase64(bytes), ...(language === undefined ? {} : { language }) };
      const { text, transcription_info: info } = answer.parse(await run(asked));
      const durationSeconds = info?.duration ?? said;
      return {
        text: text.trim(),
        language: spokenLanguage(info?.language),
        durationSeconds,
        costNanoUsd: Math.round(durationSeconds) * nanoUsdPerSecond,
      };
    },
  };
}
