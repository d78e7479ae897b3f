/** Speech to words on Workers AI, where its binding is there. */
import * as z from "zod";
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
    async transcribe({ bytes, durationSeconds: said }) {
      const { text, transcription_info: info } = answer.parse(await run({ audio: base64(bytes) }));
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

/** In pieces: a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  const pieceBytes = 0x8000;
  let text = "";
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
    text += String.fromCharCode(...bytes.subarray(at, at + pieceBytes));
  }
  return btoa(text);
}
