import { expect, test } from "vitest";
import { createLog } from "../../../lib/ops/log.ts";
import type { Point } from "../../../lib/ops/metrics.ts";

function capture() {
  const points: Point[] = [];
  const write = { out: () => {}, err: () => {}, point: (point: Point) => points.push(point) };
  return { log: createLog(write), points };
}

test("a turn's line is a point too: its figures in their places, what it lacks is 0", () => {
  const { log, points } = capture();
  log.info("turn.done", { turn: "t1", outcome: "answered", cache: "hit", redisRoundTrips: 1 });
  log.warn("flush.failed", { jobs: 3, code: "store_unavailable", error: "x" });
  expect(points).toEqual([
    {
      indexes: ["turn.done"],
      blobs: ["turn.done", "answered", "hit"],
      doubles: [1, 0, 0, 0, 0],
    },
    {
      indexes: ["flush.failed"],
      blobs: ["flush.failed", "store_unavailable"],
      doubles: [3],
    },
  ]);
});

test("what is not counted, ids of turns and secrets become no point", () => {
  const { log, points } = capture();
  log.info("update.ignored", { reason: "x" });
  const reason = "Bearer 123456789abcdefgh";
  log.error("dead_letter.buried", { reason, thread: "1:0:1" });
  expect(JSON.stringify(points)).toBe(
    '[{"indexes":["dead_letter.buried"],"blobs":["dead_letter.buried","…"],"doubles":[]}]',
  );
});
