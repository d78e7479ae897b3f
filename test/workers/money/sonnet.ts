/** What a request to Sonnet 5.5 costs, by hand: the price list in nano-dollars per token, and per search. */
export type Usage = Readonly<Record<string, number>>;

export function sonnet({ usage }: { readonly usage: Usage }): number {
  const { inputTokens = 0, outputTokens = 0, cacheReadTokens = 0 } = usage;
  const { cacheWrite5mTokens = 0, cacheWrite1hTokens = 0, webSearches = 0 } = usage;
  return (
    inputTokens * 2_000 +
    outputTokens * 10_000 +
    cacheReadTokens * 100 +
    cacheWrite5mTokens * 2_500 +
    cacheWrite1hTokens * 4_000 +
    webSearches * 10_000_000
  );
}
