/** One Claude request as a stream of events, closed by what belongs into history. */
import type Anthropic from "@anthropic-ai/sdk";
import type { JsonObject } from "../model/json.ts";
import type { Block } from "../model/message.ts";
import type { Usage } from "../model/usage.ts";
import { buildRequest, type Conversation } from "./build-request.ts";
import type { ClaudeClient } from "./client.ts";
import { brokenStream, mapClaudeError } from "./map-error.ts";
import { mapUsage, updateUsage } from "./map-usage.ts";
import { type Listening, watchSilence } from "./watch-silence.ts";

export type StopReason = "end_turn" | "max_tokens" | "refusal" | "other";

export type AnswerEvent =
  /** Cumulative: replaces the figure before it. */
  | { readonly kind: "usage"; readonly usage: Usage }
  /** The whole visible text so far. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "end"; readonly blocks: readonly Block[]; readonly stopReason: StopReason };

/** Throws AppError, also after a long silence; a stream without `message_stop` counts as broken, whatever it brought (faults F25). */
export async function* streamAnswer(
  client: ClaudeClient,
  conversation: Conversation,
  listening: Listening,
): AsyncGenerator<AnswerEvent> {
  const silence = watchSilence(listening);
  const { signal } = silence;
  const stream = client.messages.stream(buildRequest(conversation), { signal });
  let text = "";
  let usage: Usage | null = null;
  let finished = false;
  try {
    for await (const event of stream) {
      silence.heard();
      if (event.type === "message_stop") finished = true;
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") {
        text += event.delta.text;
        yield { kind: "text", text };
      }
      // Read from the events: the SDK's own message is gone before a slow reader comes to its end.
      const known = usageAfter(usage, event);
      if (known && known !== usage) yield { kind: "usage", usage: known };
      usage = known;
    }
  } catch (thrown) {
    throw mapClaudeError(thrown);
  } finally {
    silence.close();
  }
  const message = finished ? (stream.currentMessage ?? (await stream.finalMessage())) : null;
  if (!message) throw brokenStream();
  yield {
    kind: "end",
    blocks: replayable(message.content),
    stopReason: mapStopReason(message.stop_reason),
  };
}

function usageAfter(usage: Usage | null, event: Anthropic.MessageStreamEvent): Usage | null {
  if (event.type === "message_start") return mapUsage(event.message.usage);
  return event.type === "message_delta" && usage ? updateUsage(usage, event.usage) : usage;
}

/** Blocks exactly as they came, signatures included: they are bound to their words (P7). Blank text the API gives, but never takes. */
function replayable(content: readonly Anthropic.ContentBlock[]): readonly Block[] {
  const kept = content.filter((block) => block.type !== "text" || block.text.trim() !== "");
  // Thoughts that `max_tokens` cut off from their words: no message may end with them.
  const end = kept.findLastIndex(({ type }) => type !== "thinking" && type !== "redacted_thinking");
  return kept.slice(0, end + 1).map((block) => block as unknown as JsonObject & Block);
}

function mapStopReason(reason: Anthropic.StopReason | null): StopReason {
  if (reason === "end_turn" || reason === "stop_sequence") return "end_turn";
  if (reason === "max_tokens" || reason === "model_context_window_exceeded") return "max_tokens";
  return reason === "refusal" ? "refusal" : "other";
}
