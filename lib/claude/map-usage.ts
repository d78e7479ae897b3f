/** The vendor's counters as ours; cumulative within one request. */
import type Anthropic from "@anthropic-ai/sdk";
import type { Usage } from "../model/usage.ts";

export function mapUsage(usage: Anthropic.Usage): Usage {
  const cacheWrites = usage.cache_creation_input_tokens ?? 0;
  const cacheWrite1hTokens = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWrite5mTokens: cacheWrites - cacheWrite1hTokens,
    cacheWrite1hTokens,
    webSearches: usage.server_tool_use?.web_search_requests ?? 0,
  };
}
