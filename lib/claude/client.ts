/** The Anthropic SDK, set up once per isolate. */
import Anthropic from "@anthropic-ai/sdk";
import { carryCompactionBeta } from "./compaction-beta.ts";

export type ClaudeOptions = { readonly apiKey: string; readonly baseUrl?: string | undefined };

export type ClaudeClient = Anthropic;

/** The SDK repeats nothing: it would also repeat what no repetition helps, like a reached spend limit (faults F22). */
export function openClaude({ apiKey, baseUrl }: ClaudeOptions): ClaudeClient {
  return new Anthropic({
    apiKey,
    maxRetries: 0,
    middleware: [carryCompactionBeta],
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
}
