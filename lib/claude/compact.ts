/** A conversation that has grown too long, made one signed summary for it to begin anew with (P7, design §4). */
import type Anthropic from "@anthropic-ai/sdk";
import type { AppError } from "../model/app-error.ts";
import type { JsonObject } from "../model/json.ts";
import type { Block } from "../model/message.ts";
import { addUsage, noUsage, type Usage } from "../model/usage.ts";
import { buildRequest, type Conversation } from "./build-request.ts";
import type { ClaudeClient } from "./client.ts";
import { mapClaudeError } from "./map-error.ts";
import { type Listening, watchSilence } from "./watch-silence.ts";

type CompactParams = Anthropic.Beta.MessageCreateParamsNonStreaming;
type BetaMessage = Anthropic.Beta.BetaMessage;
type Iteration = NonNullable<BetaMessage["usage"]["iterations"]>[number];

/** Its usage is to be charged either way. */
export type Compaction =
  /** The block as it came: alone in a message of the assistant, it takes the place of the whole history. */
  | { readonly kind: "summary"; readonly block: Block; readonly usage: Usage }
  /** The conversation goes on as it is, and may be compacted another time. */
  | { readonly kind: "none"; readonly reason: string; readonly usage: Usage };

/**
 * One request of its own, on the same beginning as all others, so that the prompt cache serves it.
 * The history must end with a finished turn: an answer, or the results of all tools. It fails
 * `idleMs` after it began: before its end nothing is heard of a summary.
 */
export async function compactHistory(
  client: ClaudeClient,
  conversation: Omit<Conversation, "userBlocks">,
  listening: Listening,
): Promise<Compaction | AppError> {
  const silence = watchSilence(listening);
  const { signal } = silence;
  // The beta takes all that an ordinary request may hold.
  const request = buildRequest({ ...conversation, userBlocks: [] }) as CompactParams;
  try {
    const message = await client.betaMessages.create(
      { ...request, compaction: { type: "summarize" } },
      { signal },
    );
    return compactionOf(message);
  } catch (thrown) {
    return mapClaudeError(thrown);
  } finally {
    silence.close();
  }
}

function compactionOf({ content, usage: counted, stop_reason }: BetaMessage): Compaction {
  const usage = (counted.iterations ?? []).map(iterationUsage).reduce(addUsage, noUsage);
  const block = content.find(({ type }) => type === "compaction");
  if (block?.type === "compaction" && block.content)
    return { kind: "summary", block: block as unknown as JsonObject & Block, usage };
  return { kind: "none", reason: stop_reason ?? "unknown", usage };
}

/** The figures of the answer itself are zero: nothing was answered (Compaction on demand, Count compaction usage). */
function iterationUsage(iteration: Iteration): Usage {
  const { cache_creation: writes, cache_creation_input_tokens: written } = iteration;
  return {
    ...noUsage,
    inputTokens: iteration.input_tokens,
    outputTokens: iteration.output_tokens,
    // Left out where nothing was cached.
    cacheReadTokens: iteration.cache_read_input_tokens ?? 0,
    cacheWrite5mTokens: writes?.ephemeral_5m_input_tokens ?? written ?? 0,
    cacheWrite1hTokens: writes?.ephemeral_1h_input_tokens ?? 0,
  };
}
