/** History, batch and what the turn did so far as one Messages API request, the same from step to step but for its new end (P7). */
import type Anthropic from "@anthropic-ai/sdk";
import type { Block, Message } from "../model/message.ts";
import type { ToolDefinition } from "../model/tool.ts";
import { distantBreakpoint } from "./distant-breakpoint.ts";
import { serverTools } from "./server-tools.ts";
import { personalityPrompt, systemPrompt } from "./system-prompt.ts";

type MessageCreateParams = Anthropic.MessageCreateParamsNonStreaming;
type TextBlockParam = Anthropic.TextBlockParam;
type ContentBlockParam = Anthropic.ContentBlockParam;

/** Long enough for anything Telegram can show at once; an answer that meets it is marked as cut. */
const maxTokens = 16_000;
const ephemeral = { type: "ephemeral" } as const;

export type Conversation = {
  readonly model: string;
  /** How the person wants to be answered. */
  readonly personality?: string;
  readonly tools: readonly ToolDefinition[];
  readonly history: readonly Message[];
  readonly userBlocks: readonly Block[];
  /** What Claude said and was told since: its calls and their results, step by step. */
  readonly said: readonly Message[];
};

export function buildRequest(conversation: Conversation): MessageCreateParams {
  const { model, personality, tools, history, userBlocks, said } = conversation;
  // A message without content would be refused, in this turn and in all that follow.
  const messages = [...history, { role: "user", blocks: userBlocks } as const, ...said].filter(
    ({ blocks }) => blocks.length > 0,
  );
  return {
    model,
    max_tokens: maxTokens,
    system: systemBlocks(model, personality),
    tools: [...tools.map(asTool), ...serverTools],
    thinking: { type: "adaptive", display: "summarized" },
    // Marks the last block, so that the next request of the thread reads everything before it from the cache.
    cache_control: ephemeral,
    messages: marked(messages),
  };
}

/** The first mark ends what all threads share: tools and prompt; a person's wishes come behind it. */
function systemBlocks(model: string, personality?: string): TextBlockParam[] {
  const prompt = { type: "text", text: systemPrompt(model), cache_control: ephemeral } as const;
  return personality === undefined
    ? [prompt]
    : [prompt, { type: "text", text: personalityPrompt(personality) }];
}

function asTool({ name, description, inputSchema }: ToolDefinition): Anthropic.Tool {
  return { name, description, input_schema: { ...inputSchema, type: "object" } };
}

function marked(messages: readonly Message[]): Anthropic.MessageParam[] {
  const distant = distantBreakpoint(messages);
  return messages.map(({ role, blocks }, index) => {
    const content = asContent(blocks);
    if (index !== distant) return { role, content };
    const last = content.pop();
    return { role, content: last ? [...content, { ...last, cache_control: ephemeral }] : content };
  });
}

/** Stored blocks came from this API or were built for it; they are replayed as they are. */
function asContent(blocks: readonly Block[]): Exclude<ContentBlockParam, { type: "thinking" }>[] {
  return blocks.map(
    (block) => block as unknown as Exclude<ContentBlockParam, { type: "thinking" }>,
  );
}
