/** The vendor's counters as ours; cumulative within one request. */
import type Anthropic from "@anthropic-ai/sdk";
import type { Usage } from "../model/usage.ts";

export function mapUsage(usage: Anthropic.Usage): Usage {
  const cacheWrites = usage.cache_creation;
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWrite5mTokens:
      cacheWrites?.ephemeral_5m_input_tokens ?? usage.cache_creation_input_tokens ?? 0,
    cacheWrite1hTokens: cacheWrites?.ephemeral_1h_input_tokens ?? 0,
    webSearches: usage.server_tool_use?.web_search_requests ?? 0,
  };
}

/** The later figures of one request, laid over the earlier: what a delta does not tell has not changed. */
export function updateUsage(usage: Usage, delta: Anthropic.MessageDeltaUsage): Usage {
  const { cache_creation_input_tokens: cacheWrites, server_tool_use: serverTools } = delta;
  const { cacheWrite1hTokens } = usage;
  return {
    inputTokens: delta.input_tokens ?? usage.inputTokens,
    outputTokens: delta.output_tokens,
    cacheReadTokens: delta.cache_read_input_tokens ?? usage.cacheReadTokens,
    cacheWrite5mTokens:
      cacheWrites === null || cacheWrites === undefined
        ? usage.cacheWrite5mTokens
        : Math.max(0, cacheWrites - cacheWrite1hTokens),
    cacheWrite1hTokens,
    webSearches: serverTools?.web_search_requests ?? usage.webSearches,
  };
}
