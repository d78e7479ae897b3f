/** Speech to words at OpenAI, or at any endpoint that speaks its protocol. */
import * as z from "zod";
import type { SpeechEngine } from "./speech-engine.ts";
import { spokenLanguage } from "./spoken-language.ts";

export type OpenAiSpeech = {
  readonly apiKey: string;
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** Of sound, rounded to the second as the vendor does. */
  readonly nanoUsdPerSecond: number;
  readonly post: (url: string, init: SpeechCall) => Promise<Response>;
};

type SpeechCall = {
  readonly method: "POST";
  readonly headers: { readonly authorization: string };
  readonly body: FormData;
  readonly signal: AbortSignal;
};

const answer = z.object({
  text: z.string(),
  language: z.string().nullish(),
  duration: z.coerce.number().nonnegative().optional(),
});

export function openAiSpeech(endpoint: OpenAiSpeech): SpeechEngine {
  const { apiKey, baseUrl, timeoutMs, nanoUsdPerSecond, post } = endpoint;
  return {
    name: "whisper-1",
    nanoUsdPerSecond,
    async transcribe({ bytes, fileName, mimeType, durationSeconds: said, language: told }, signal) {
      const body = new FormData();
      body.set("model", "whisper-1");
      // The only form that tells language and duration.
      body.set("response_format", "verbose_json");
      if (told !== undefined) body.set("language", told);
      body.set("file", new File([bytes], fileName, { type: mimeType }));
      const response = await post(`${baseUrl}/audio/transcriptions`, {
        method: "POST",
        headers: { authorization: `Bearer ${apiKey}` },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`the speech endpoint answered ${response.status}`);
      }
      const {
        text,
        language,
        duration: durationSeconds = said,
      } = answer.parse(await response.json());
      return {
        text: text.trim(),
        language: spokenLanguage(language),
        durationSeconds,
        costNanoUsd: Math.round(durationSeconds) * nanoUsdPerSecond,
      };
    },
  };
}
