/** History and batch as one Messages API request, the same from turn to turn but for its new end (P7). */
import type Anthropic from "@anthropic-ai/sdk";
import type { Block, StoredMessage } from "../model/message.ts";
import { systemPrompt } from "./system-prompt.ts";

type MessageStreamParams = Anthropic.MessageStreamParams;
type ContentBlockParam = Anthropic.ContentBlockParam;

/** Long enough for anything Telegram can show at once; an answer that meets it is marked as cut. */
const maxTokens = 16_000;

export type Conversation = {
  readonly model: string;
  readonly history: readonly StoredMessage[];
  readonly userBlocks: readonly Block[];
};

export function buildRequest({ model, history, userBlocks }: Conversation): MessageStreamParams {
  // A message without content would be refused, in this turn and in all that follow.
  const past = history
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ role, blocks }) => ({ role, content: asContent(blocks) }));
  return {
    model,
    max_tokens: maxTokens,
    system: [{ type: "text", text: systemPrompt(model) }],
    thinking: { type: "adaptive", display: "summarized" },
    // Marks the last block, so that the next request of the thread reads everything before it from the cache.
    cache_control: { type: "ephemeral" },
    messages: [...past, { role: "user", content: asContent(userBlocks) }],
  };
}

/** Stored blocks came from this API or were built for it; they are replayed as they are. */
function asContent(blocks: readonly Block[]): ContentBlockParam[] {
  return blocks.map((block) => block as unknown as ContentBlockParam);
}
