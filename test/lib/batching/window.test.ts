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

  test("F66 closes within its cap also where the clock is set back by an hour", () => {
    const hourMs = 60 * 60 * 1000;
    const texts = windowOf([
      { atMs: hourMs, shape: "text" },
      { atMs: 0, shape: "text" },
    ]);
    expect(texts.closesAtMs).toBeLessThanOrEqual(rules.textCapMs);
    const album = windowOf([
      { atMs: hourMs, shape: "album" },
      { atMs: 0, shape: "album" },
    ]);
    expect(album.closesAtMs).toBeLessThanOrEqual(rules.slowCapMs);
  });

  test("closes at once with the twentieth message", () => {
    expect(windowOf(every(1, 20, "text")).closesAtMs).toBe(1019);
  });

  test("lets a slow burst that began with a text go on, and one that ends with a text", () => {
    const slow = every(900, 8, "forward");
    const first: Arrival = { atMs: 1000, shape: "text" };
    const last: Arrival = { atMs: 1000 + 6500, shape: "text" };
    expect(windowOf([first, ...slow]).closesAtMs).toBe(1000 + 7 * 900 + 1000);
    expect(windowOf([...slow, last]).closesAtMs).toBe(1000 + 7 * 900 + 1000);
  });

  test.each<[Shape, number]>([
    ["album", 300],
    ["forward", 1000],
    ["split", 1500],
  ])(
    "of a %s that never ends closes after 12 s, or with the twentieth message",
    (shape, quietMs) => {
      const endless = every(quietMs - 1, 19, shape);
      const lastMs = endless.at(-1)?.atMs ?? 0;
      expect(windowOf(endless).closesAtMs).toBe(Math.min(lastMs + quietMs, 1000 + 12_000));
      expect(windowOf(every(quietMs - 1, 20, shape)).closesAtMs).toBe(1000 + 19 * (quietMs - 1));
    },
  );

  test("closes when the slowest of its messages lets it, in whatever order, at whatever gaps they come", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const arrivals = randomArrivals(seededRandom(seed));
      const window = windowOf(arrivals);
      expect(window, `seed ${seed}`).toMatchObject({
        openedAtMs: arrivals[0]?.atMs,
        count: arrivals.length,
        closesAtMs: expectedCloseMs(arrivals),
      });
    }
  });
});

const shapes: readonly Shape[] = ["text", "album", "forward", "split"];

/** Some come at the same moment; some bursts are of one kind, most are mixed. */
function randomArrivals(random: () => number): readonly Arrival[] {
  const longestGapMs = [0, 90, 400, 1600][Math.floor(random() * 4)] ?? 0;
  const kinds = shapes.slice(Math.floor(random() * 4));
  let atMs = Math.floor(random() * 1000);
  return Array.from({ length: 1 + Math.floor(random() * 24) }, () => {
    atMs += Math.floor(random() * (longestGapMs + 1));
    return { atMs, shape: kinds[Math.floor(random() * kinds.length)] ?? "text" };
  });
}

/** Design §4 and §6 in closed form, where the code goes message by message. */
function expectedCloseMs(arrivals: readonly Arrival[]): number {
  const openedAtMs = arrivals[0]?.atMs ?? 0;
  if (arrivals.length >= 20) return arrivals.at(-1)?.atMs ?? 0;
  const quietMs = { text: 0, album: 300, forward: 1000, split: 1500 };
  const slow = arrivals.filter(({ shape }) => shape !== "text");
  const quietUntil = slow.map(({ atMs, shape }) => atMs + quietMs[shape]);
  const capMs = slow.length > 0 ? 12_000 : 5000;
  return Math.min(Math.max(openedAtMs + 200, ...quietUntil), openedAtMs + capMs);
}
