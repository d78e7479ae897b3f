/** What a distant Redis costs: read while the window is open, it should cost a turn nothing (M2; at most one round trip). */
import type { Bench } from "./bench.ts";
import type { BenchWorld } from "./bench-world.ts";
import { median } from "./statistics.ts";
import { timeTurn } from "./turn-times.ts";
import { windowMs } from "./window.ts";

const delaysMs = [0, 5, 20, 50];
const turnsPerDelay = 10;
const warmUps = 2;

export const rtt: Bench = {
  name: "rtt",
  purpose: "how much later Claude is asked per millisecond of Redis's round trip",
  async run(world) {
    const chat = await world.newChat();
    const starts: number[][] = [];
    try {
      for (const delayMs of delaysMs) {
        world.stack.redis.setDelayMs(delayMs);
        starts.push(await startsOf(world, chat));
      }
    } finally {
      world.stack.redis.setDelayMs(0);
    }
    const medians = starts.map((samples) => median(samples));
    return [
      ...delaysMs.map((delayMs, index) => ({
        what: `message → Claude is asked, Redis ${delayMs} ms away`,
        unit: "ms" as const,
        samples: starts[index] ?? [],
        limits: [],
      })),
      {
        what: "slope",
        unit: "×",
        samples: [slope(delaysMs, medians)],
        limits: [{ statistic: "max", atMost: 1.1 }],
      },
    ];
  },
};

async function startsOf(world: BenchWorld, chat: number): Promise<number[]> {
  const samples: number[] = [];
  for (let turn = 0; turn < warmUps + turnsPerDelay; turn += 1) {
    const { askedAtMs, postedAtMs } = await timeTurn(world, chat);
    if (turn >= warmUps) samples.push(askedAtMs - postedAtMs - windowMs);
  }
  return samples;
}

/** Of the straight line through the points, by least squares. */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const products = xs.map((x, index) => (x - meanX) * ((ys[index] ?? 0) - meanY));
  const squares = xs.map((x) => (x - meanX) ** 2);
  return mean(products) / mean(squares);
}
