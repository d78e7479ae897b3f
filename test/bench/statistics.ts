/** The few numbers a list of samples is told by. */

export type Summary = {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
};

/** Throws on an empty list: a bench that measured nothing must not pass. */
export function summarize(samples: readonly number[]): Summary {
  return {
    count: samples.length,
    median: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    p99: quantile(samples, 0.99),
    min: quantile(samples, 0),
    max: quantile(samples, 1),
  };
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Interpolated between the two nearest ranks. */
function quantile(samples: readonly number[], fraction: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(rank)];
  const above = sorted[Math.ceil(rank)];
  if (below === undefined || above === undefined) throw new Error("there are no samples");
  return below + (above - below) * (rank - Math.floor(rank));
}
