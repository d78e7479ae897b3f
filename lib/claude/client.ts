/** The Anthropic SDK, set up once per isolate. */
import Anthropic from "@anthropic-ai/sdk";

export type ClaudeOptions = { readonly apiKey: string; readonly baseUrl?: string | undefined };

export type ClaudeClient = Anthropic;

/** Retries of the SDK cover the answer's status line only (429, 5xx, before any token): three tries (design §6). */
export function openClaude({ apiKey, baseUrl }: ClaudeOptions): ClaudeClient {
  return new Anthropic({
    apiKey,
    maxRetries: 2,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
}
