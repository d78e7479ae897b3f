/** Usage of one answer: preliminary in `message_start`, cumulative and final in `message_delta`. */
import type Anthropic from "@anthropic-ai/sdk";
import type { PromptUsage } from "./prefix-cache.ts";

export class AnswerUsage {
  readonly #prompt: PromptUsage;
  #extraInput = 0;
  #output = 0;
  #thinking = 0;
  #searches = 0;
  #fetches = 0;

  constructor(prompt: PromptUsage) {
    this.#prompt = prompt;
  }

  get outputTokens(): number {
    return this.#output;
  }

  addOutput(tokens: number, kind: "thinking" | "other"): void {
    this.#output += tokens;
    if (kind === "thinking") this.#thinking += tokens;
  }

  /** The model reads a server tool's result within the same request, so the input grows while it answers. */
  addServerResult(tokens: number): void {
    this.#extraInput += tokens;
  }

  addServerTool(name: string): void {
    if (name === "web_search") this.#searches += 1;
    if (name === "web_fetch") this.#fetches += 1;
  }

  preliminary(): Anthropic.Usage {
    const { fresh, read, written5m, written1h } = this.#prompt;
    return {
      input_tokens: fresh,
      cache_creation_input_tokens: written5m + written1h,
      cache_read_input_tokens: read,
      cache_creation: {
        ephemeral_5m_input_tokens: written5m,
        ephemeral_1h_input_tokens: written1h,
      },
      output_tokens: 1,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: "standard",
      inference_geo: null,
      speed: "standard",
    };
  }

  final(): Anthropic.MessageDeltaUsage {
    const { fresh, read, written5m, written1h } = this.#prompt;
    const used = this.#searches + this.#fetches > 0;
    return {
      input_tokens: fresh + this.#extraInput,
      cache_creation_input_tokens: written5m + written1h,
      cache_read_input_tokens: read,
      output_tokens: this.#output,
      output_tokens_details: { thinking_tokens: this.#thinking },
      server_tool_use: used
        ? {
            web_search_requests: this.#searches,
            web_fetch_requests: this.#fetches,
          }
        : null,
    };
  }
}
