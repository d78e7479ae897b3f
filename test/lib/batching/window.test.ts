import { describe, expect, test } from "vitest";
import { closesAtMs, type WindowRules } from "../../../lib/batching/window.ts";
import { seededRandom, shuffled } from "../seeded-random.ts";

const rules: WindowRules = { windowMs: 200, maxInbounds: 20 };

/** Lets messages arrive and gives the batches they travel in. */
function batchesOf(arrivalsMs: readonly number[]): number[][] {
  const batches: number[][] = [];
  let open: number[] = [];
  let closesMs = Number.POSITIVE_INFINITY;
  for (const atMs of arrivalsMs) {
    if (atMs >= closesMs) {
      batches.push(open);
      open = [];
    }
    const [first] = open;
    const waiting = first === undefined ? null : { openedAtMs: first, count: open.length };
    closesMs = closesAtMs(waiting, atMs, rules);
    open.push(atMs);
  }
  return [...batches, open];
}

describe("the window", () => {
  test("closes 200 ms after the first message, however long somebody types on", () => {
    expect(closesAtMs(null, 1000, rules)).toBe(1200);
    expect(closesAtMs({ openedAtMs: 1000, count: 1 }, 1199, rules)).toBe(1200);
    expect(batchesOf([0, 150, 199, 200, 390, 400])).toEqual([[0, 150, 199], [200, 390], [400]]);
  });

  test("closes at once with the twentieth message, not before", () => {
    expect(closesAtMs({ openedAtMs: 0, count: 18 }, 50, rules)).toBe(200);
    expect(closesAtMs({ openedAtMs: 0, count: 19 }, 50, rules)).toBe(50);
    expect(closesAtMs(null, 7, { windowMs: 200, maxInbounds: 1 })).toBe(7);
  });

  test("keeps every message, in batches that last no longer and are no larger than allowed", () => {
    const random = seededRandom(7);
    for (let round = 0; round < 300; round += 1) {
      const gapMs = random() < 0.5 ? 5 : 150;
      let atMs = 0;
      const arrivals = Array.from({ length: 60 }, () => (atMs += Math.floor(random() * gapMs)));
      const batches = batchesOf(arrivals);
      expect(batches.flat()).toEqual(arrivals);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(rules.maxInbounds);
        expect((batch.at(-1) ?? 0) - (batch[0] ?? 0)).toBeLessThan(rules.windowMs);
      }
    }
  });

  test("does not depend on which of its messages came second or third", () => {
    const random = seededRandom(8);
    const later = shuffled([10, 40, 80, 120, 190], random);
    const closings = later.map((atMs, place) =>
      closesAtMs({ openedAtMs: 0, count: place + 1 }, atMs, rules),
    );
    expect(new Set(closings)).toEqual(new Set([200]));
  });
});
