/** The Anthropic SDK, set up once per isolate, with the few of its resources that are used: all of them weigh twice as much. */
import { BaseAnthropic } from "@anthropic-ai/sdk/client";
import { Messages as BetaMessages } from "@anthropic-ai/sdk/resources/beta/messages/messages";
import { Messages } from "@anthropic-ai/sdk/resources/messages/messages";
import { carryCompactionBeta } from "./compaction-beta.ts";

export type ClaudeOptions = { readonly apiKey: string; readonly baseUrl?: string | undefined };

export class ClaudeClient extends BaseAnthropic {
  readonly messages = new Messages(this);
  readonly betaMessages = new BetaMessages(this);
}

/** The SDK repeats nothing: it would also repeat what no repetition helps, like a reached spend limit (faults F22). */
export function openClaude({ apiKey, baseUrl }: ClaudeOptions): ClaudeClient {
  return new ClaudeClient({
    apiKey,
    maxRetries: 0,
    middleware: [carryCompactionBeta],
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
}
