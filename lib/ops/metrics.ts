/** Figures for Analytics Engine: the same lines an operator reads in the log, as points to count and to draw. */
import type { LogFields } from "./log.ts";

/** As `writeDataPoint` takes it. [Analytics Engine: up to 20 doubles, 20 blobs, 1 index of 96 bytes] */
export type Point = {
  readonly indexes: [string];
  readonly blobs: string[];
  readonly doubles: number[];
};

/**
 * By the event of the log line: which of its fields become double1, double2 … and blob2, blob3 …; blob1 and the
 * index are the event. Fields are only ever added at the end: queries name them by their place.
 */
const points: Readonly<
  Record<string, { readonly doubles: readonly string[]; readonly blobs: readonly string[] }>
> = {
  "turn.done": {
    doubles: ["redisRoundTrips", "postgresRoundTrips", "cacheHits", "cacheMisses", "outboxRows"],
    blobs: ["outcome", "cache"],
  },
  "flush.applied": { doubles: ["jobs", "rows", "lagMs", "tookMs", "buriedRows"], blobs: [] },
  "flush.failed": { doubles: ["jobs"], blobs: ["code"] },
  "flush.row_buried": { doubles: [], blobs: [] },
  "dead_letter.buried": { doubles: [], blobs: ["reason"] },
  "cache.breaker": { doubles: ["isOpen"], blobs: ["state"] },
  "retention.done": { doubles: ["rows"], blobs: [] },
};

/** Null for a line that is not counted. */
export function pointOf(event: string, fields: LogFields): Point | null {
  const form = points[event];
  if (!form) return null;
  return {
    indexes: [event],
    blobs: [event, ...form.blobs.map((name) => String(fields[name] ?? ""))],
    doubles: form.doubles.map((name) => Number(fields[name] ?? 0)),
  };
}
