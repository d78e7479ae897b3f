import { describe, expect, test } from "vitest";
import { joinWindow, type Shape } from "../../../lib/batching/window.ts";
import type { OpenWindow } from "../../../lib/model/window.ts";
import { rules } from "../../support/rules.ts";
import { seededRandom } from "../seeded-random.ts";

type Arrival = { readonly atMs: number; readonly shape: Shape };

function windowOf(arrivals: readonly Arrival[]): OpenWindow {
  let window: OpenWindow | null = null;
  for (const { atMs, shape } of arrivals)
    window = joinWindow(window, shape, { nowMs: atMs, rules });
  if (!window) throw new Error("nothing arrived");
  return window;
}

const every = (gapMs: number, count: number, shape: Shape): Arrival[] =>
  Array.from({ length: count }, (_, index) => ({ atMs: 1000 + index * gapMs, shape }));

describe("the window", () => {
  test("stays 200 ms from the first text, however much is typed in it", () => {
    expect(windowOf(every(0, 1, "text")).closesAtMs).toBe(1200);
    expect(windowOf(every(150, 2, "text")).closesAtMs).toBe(1200);
  });

  test("waits until an album has been quiet for 300 ms", () => {
    expect(windowOf(every(250, 5, "album")).closesAtMs).toBe(1000 + 4 * 250 + 300);
  });

  test("keeps twelve forwards 700 ms apart together", () => {
    const arrivals = every(700, 12, "forward");
    for (let count = 1; count < arrivals.length; count++) {
      const next = arrivals[count]?.atMs ?? 0;
      expect(windowOf(arrivals.slice(0, count)).closesAtMs).toBeGreaterThan(next);
    }
    expect(windowOf(arrivals).closesAtMs).toBe(1000 + 11 * 700 + 1000);
  });

  test("waits 1.5 s for the rest of a paste that Telegram has cut", () => {
    expect(windowOf([{ atMs: 1000, shape: "split" }]).closesAtMs).toBe(2500);
  });

  test("is not shortened by a text that joins a slow burst", () => {
    const burst: Arrival[] = [
      { atMs: 1000, shape: "forward" },
      { atMs: 1100, shape: "text" },
    ];
    expect(windowOf(burst).closesAtMs).toBe(2000);
  });

  test("closes at once with the twentieth message", () => {
    expect(windowOf(every(1, 20, "text")).closesAtMs).toBe(1019);
  });

  test("never stays open beyond its cap, and never closes before its 200 ms unless it is full", () => {
    const shapes: Shape[] = ["text", "album", "forward", "split"];
    for (let seed = 1; seed <= 300; seed++) {
      const random = seededRandom(seed);
      let atMs = 0;
      const arrivals = Array.from({ length: 1 + Math.floor(random() * 25) }, () => {
        atMs += Math.floor(random() * 900);
        return { atMs, shape: shapes[Math.floor(random() * shapes.length)] ?? "text" };
      });
      const window = windowOf(arrivals);
      const opened = arrivals[0]?.atMs ?? 0;
      const slow = arrivals.some(({ shape }) => shape !== "text");
      expect(window.openedAtMs).toBe(opened);
      expect(window.count).toBe(arrivals.length);
      if (window.count >= rules.maxInbounds) expect(window.closesAtMs).toBe(atMs);
      else {
        expect(window.closesAtMs).toBeGreaterThanOrEqual(opened + rules.windowMs);
        expect(window.closesAtMs - opened).toBeLessThanOrEqual(slow ? 12_000 : 5000);
      }
    }
  });
});
