import { expect, test } from "vitest";
import {
  maxInlineRowBytes,
  maxJobBytes,
  maxJobRows,
  type PackedRow,
  packJobs,
  sizeBytes,
} from "../../../lib/journal/pack-jobs.ts";
import { seededRandom } from "../seeded-random.ts";
import { messageRow } from "../store/outbox-rows.ts";

function rowOf(rowSeq: number, text: string): PackedRow {
  return { rowSeq, row: messageRow(1, text) };
}

const emptySize = sizeBytes(rowOf(1, ""));

test("nothing to write makes no job", () => {
  expect(packJobs([])).toEqual([]);
});

test("a hundred small rows travel together, the next one follows in its own job", () => {
  const rows = Array.from({ length: 101 }, (_, index) => ({
    rowSeq: index + 1,
    overflowKey: "k",
  }));
  expect(packJobs(rows).map((job) => job.length)).toEqual([maxJobRows, 1]);
});

test("a job may be exactly full, and not a byte fuller", () => {
  const half = "x".repeat(maxJobBytes / 2 - emptySize);
  expect(packJobs([rowOf(1, half), rowOf(2, half)])).toHaveLength(1);
  expect(packJobs([rowOf(1, half), rowOf(2, `${half}x`)])).toHaveLength(2);
});

test("letters are weighed in bytes, as the queue weighs them", () => {
  expect(sizeBytes(rowOf(1, "дом🚢"))).toBe(emptySize + 10);
});

test("every row travels once, in order, whatever the rows weigh", () => {
  const random = seededRandom(3);
  for (let round = 0; round < 30; round += 1) {
    const rows = Array.from({ length: 150 }, (_, index) =>
      rowOf(index, "ы".repeat(Math.floor((random() ** 6 * maxInlineRowBytes) / 2.2))),
    );
    const jobs = packJobs(rows);
    expect(jobs.flat()).toEqual(rows);
    for (const job of jobs) {
      const bytes = job.reduce((sum, row) => sum + sizeBytes(row), 0);
      expect(bytes).toBeLessThanOrEqual(maxJobBytes);
      expect(job.length).toBeLessThanOrEqual(maxJobRows);
      expect(job.length).toBeGreaterThan(0);
    }
  }
});
