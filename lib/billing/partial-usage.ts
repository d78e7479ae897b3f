/** What a request that the user stopped has used: the vendor's figures as far as they came, the rest estimated. */
import { noUsage, type Usage } from "../model/usage.ts";

/** What is known of a request that ended before its final count. */
export type CutRequest = {
  /** The last figures of its stream. The prompt's are final from the first; the output's come at the end. */
  readonly reported: Usage | null;
  /** Of the request before it in this thread: its whole prompt and its answer are part of this prompt. */
  readonly before: Usage | null;
  /** Of the prompt beyond that request's; of the whole prompt where there is none. */
  readonly newPromptCharacters: number;
  /** Text and thinking as they came, in UTF-16 units. */
  readonly streamedCharacters: number;
};

export type PartialUsage = {
  readonly usage: Usage;
  /** True where any figure is ours: the charge must say so. */
  readonly estimated: boolean;
};

/** Rounded down, in favour of the user (original-behaviour §4.7). */
const charactersPerToken = 4;

/**
 * The rule (original-behaviour §11.2, 53):
 * - output: the greater of the reported count and streamed characters ÷ 4, because until its last event
 *   the stream reports only the first few tokens;
 * - prompt, reported: as reported;
 * - prompt, not reported: what the request before it held is taken as read from the cache, and new
 *   characters ÷ 4 as input.
 */
export function partialUsage(request: CutRequest): PartialUsage {
  const known = request.reported ?? promptEstimate(request);
  const streamedTokens = estimateTokens(request.streamedCharacters);
  const outputTokens = Math.max(known.outputTokens, streamedTokens);
  const estimated = request.reported === null || outputTokens > known.outputTokens;
  return { usage: { ...known, outputTokens }, estimated };
}

function promptEstimate({ before, newPromptCharacters }: CutRequest): Usage {
  const earlier = before ?? noUsage;
  const cacheReadTokens =
    earlier.inputTokens +
    earlier.outputTokens +
    earlier.cacheReadTokens +
    earlier.cacheWrite5mTokens +
    earlier.cacheWrite1hTokens;
  return { ...noUsage, inputTokens: estimateTokens(newPromptCharacters), cacheReadTokens };
}

export function estimateTokens(characters: number): number {
  return Math.floor(characters / charactersPerToken);
}
