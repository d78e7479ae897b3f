/** Holds what was measured against its limits. */
import type { Limit, Measure } from "./bench.ts";
import { type Summary, summarize } from "./statistics.ts";

export type Verdict = {
  readonly measure: Measure;
  readonly summary: Summary;
  /** Empty where every limit held. */
  readonly missed: readonly Limit[];
};

export function judge(measure: Measure): Verdict {
  const summary = summarize(measure.samples);
  const missed = measure.limits.filter(({ statistic, atMost }) => !(summary[statistic] <= atMost));
  return { measure, summary, missed };
}
