/** One question to Claude outside of any conversation: no history, no tools, an answer in words. */
import type Anthropic from "@anthropic-ai/sdk";
import { AppError } from "../model/app-error.ts";
import type { Block } from "../model/message.ts";
import { noUsage, type Usage } from "../model/usage.ts";
import type { ClaudeClient } from "./client.ts";
import { mapClaudeError } from "./map-error.ts";
import { retryDelayMs } from "./retry-delay.ts";
import type { StopReason } from "./stop-reason.ts";
import { streamRequest } from "./stream-answer.ts";
import type { Listening } from "./watch-silence.ts";

export type Question = {
  readonly model: string;
  readonly system: string;
  readonly blocks: readonly Block[];
  readonly maxTokens: number;
};

export type Asking = Listening & {
  /** Gives [0, 1): see {@link retryDelayMs}. */
  readonly random: () => number;
};

export type Asked = {
  readonly text: string;
  readonly stopReason: StopReason;
  readonly usage: Usage;
};

/**
 * A request that brought nothing is made again, as in a conversation. Rejects only where `signal` is aborted.
 * Usage is that of the request which was answered: what the vendor broke off is not the user's to pay.
 */
export async function askOnce(
  client: ClaudeClient,
  question: Question,
  asking: Asking,
): Promise<Asked | AppError> {
  const { clock, random, signal } = asking;
  for (let tries = 1; ; tries += 1) {
    const answer = await listen(client, question, asking);
    signal.throwIfAborted();
    if (!(answer instanceof AppError)) return answer;
    const delayMs = retryDelayMs(answer, tries, random);
    if (delayMs === null) return answer;
    await clock.sleep(delayMs, signal);
    signal.throwIfAborted();
  }
}

async function listen(
  client: ClaudeClient,
  question: Question,
  listening: Listening,
): Promise<Asked | AppError> {
  let text = "";
  let stopReason: StopReason = "other";
  let usage = noUsage;
  try {
    for await (const event of streamRequest(client, requestOf(question), listening)) {
      if (event.kind === "text") text = event.text;
      if (event.kind === "usage") usage = event.usage;
      if (event.kind === "end") stopReason = event.stopReason;
    }
    return { text, stopReason, usage };
  } catch (thrown) {
    return mapClaudeError(thrown);
  }
}

function requestOf({ model, system, blocks, maxTokens }: Question) {
  // Built for this API, like all blocks of a message.
  const content = blocks as unknown as Anthropic.ContentBlockParam[];
  return { model, system, max_tokens: maxTokens, messages: [{ role: "user" as const, content }] };
}
