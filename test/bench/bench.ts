/** What every bench is: a workload on the running stack, and the figures it gives. */
import type { BenchWorld } from "./bench-world.ts";

export type Bench = {
  /** As typed after `npm run bench --`. */
  readonly name: string;
  /** One line: what the figures mean to whoever uses or runs Ferry. */
  readonly purpose: string;
  /** `tell` is for what takes minutes: how far it is. */
  readonly run: (world: BenchWorld, tell: (what: string) => void) => Promise<readonly Measure[]>;
};

export type Measure = {
  readonly what: string;
  readonly unit: "ms" | "×" | "requests" | "commands" | "statements" | "rows/s" | "kB";
  /** Never empty; in the order they were measured. */
  readonly samples: readonly number[];
  /** Empty for figures that are only told. */
  readonly limits: readonly Limit[];
};

/** Held where the statistic is at most `atMost`, in the unit of the measure. */
export type Limit = { readonly statistic: Statistic; readonly atMost: number };

export type Statistic = "median" | "p95" | "p99" | "max";
