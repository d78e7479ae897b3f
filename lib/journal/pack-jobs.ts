/** Packs outbox rows into queue messages: at most 100 rows and 100 kB each (design §4, Write-behind). */
import type { NumberedRow, OverflowRow } from "../model/outbox.ts";

export const maxJobRows = 100;
export const maxJobBytes = 100_000;
/** A larger row stays in R2 and travels as its key. */
export const maxInlineRowBytes = 64_000;

export type PackedRow = NumberedRow | OverflowRow;

const encoder = new TextEncoder();

export function sizeBytes(row: PackedRow): number {
  return encoder.encode(JSON.stringify(row)).length;
}

export function packJobs(rows: readonly PackedRow[]): PackedRow[][] {
  const jobs: PackedRow[][] = [];
  let current: PackedRow[] = [];
  let currentBytes = 0;
  for (const row of rows) {
    const bytes = sizeBytes(row);
    if (current.length === maxJobRows || currentBytes + bytes > maxJobBytes) {
      jobs.push(current);
      current = [];
      currentBytes = 0;
    }
    current.push(row);
    currentBytes += bytes;
  }
  return [...jobs, current].filter((job) => job.length > 0);
}
