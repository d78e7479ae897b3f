/** What it took to know a thread before Claude was asked; a warm turn asks Redis once, and Postgres nothing (P3). */
export type Reading = {
  readonly redisRoundTrips: number;
  readonly postgresRoundTrips: number;
  /** Messages and settings, one each. */
  readonly cacheHits: number;
  readonly cacheMisses: number;
  /** `hit`, or why its messages were not had from the cache. */
  readonly cache: "hit" | "empty" | "damaged" | "open" | "timeout" | "error";
};
