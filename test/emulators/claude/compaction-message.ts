/** The answer to a compaction: one signed block that comes whole, or none; its usage is told apart from that of answers. */
import type Anthropic from "@anthropic-ai/sdk";
import type { Step } from "./control.ts";
import { tokensOfText } from "./count-tokens.ts";
import { makeId } from "./make-id.ts";
import type { PromptUsage } from "./prefix-cache.ts";
import type { World } from "./world.ts";

type CompactionMessage = ReturnType<typeof compactionMessage>;

type Summarizing = {
  readonly model: string;
  readonly promptUsage: PromptUsage;
  readonly world: World;
};

export function compactionMessage(
  steps: readonly Step[],
  { model, promptUsage, world }: Summarizing,
) {
  const summary = steps.find((step) => step.type === "summary");
  const stop = steps.find((step) => step.type === "stop");
  const content = summary === undefined ? [] : [signedBlock(summary.text, world)];
  const stopReason: Anthropic.Beta.BetaStopReason =
    summary === undefined ? (stop?.reason ?? "end_turn") : "compaction";
  return {
    id: makeId("msg"),
    type: "message" as const,
    role: "assistant" as const,
    model,
    content,
    stop_reason: stopReason,
    stop_sequence: null,
    stop_details: null,
    container: null,
    usage: usageOf(promptUsage, tokensOfText(summary?.text ?? "")),
  };
}

/** No `content_block_delta`: the start carries the complete block. */
export async function* compactionEvents(message: CompactionMessage) {
  const { content, stop_reason, stop_sequence, stop_details, container, usage } = message;
  yield { type: "message_start", message: { ...message, content: [], stop_reason: null } };
  for (const [index, content_block] of content.entries()) {
    yield { type: "content_block_start", index, content_block };
    yield { type: "content_block_stop", index };
  }
  const delta = { stop_reason, stop_sequence, stop_details, container };
  yield { type: "message_delta", delta, usage };
  yield { type: "message_stop" };
}

function signedBlock(summary: string, { signer }: World) {
  const signature = signer.signSummary(summary);
  return { type: "compaction" as const, content: summary, signature };
}

/** No reply was written, so the figures of the reply are zero: what it cost stands in `iterations`. */
function usageOf(prompt: PromptUsage, outputTokens: number) {
  const { fresh, read, written5m, written1h } = prompt;
  const iteration = {
    type: "compaction",
    input_tokens: fresh,
    output_tokens: outputTokens,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written5m + written1h,
    cache_creation: {
      ephemeral_5m_input_tokens: written5m,
      ephemeral_1h_input_tokens: written1h,
    },
  } as const;
  return {
    input_tokens: 0,
    output_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
    cache_creation: null,
    service_tier: "standard",
    iterations: [iteration],
  } as const;
}
