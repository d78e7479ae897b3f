/** A thread that goes on and on: what a turn writes must not grow with what was said before (M10). */
import { setTimeout as sleep } from "node:timers/promises";
import { startStack } from "../playground/stack.ts";
import type { Bench, Measure } from "./bench.ts";
import { openBenchWorld } from "./bench-world.ts";

/** Turn 1 to 1 000; each end is told by so many turns. */
const turns = 1000;
const ends = 50;
/** Turns 2 … : the first writes what the second does not. */
const from = 2;

export const growth: Bench = {
  name: "growth",
  purpose: "bytes a turn writes to Redis, from turn 1 to 1 000",
  async run() {
    // Its own world: without Telegram's one message a second and without a window a thousand turns take minutes.
    const stack = await startStack({
      telegramLimits: "off",
      vars: { BATCH_WINDOW_MS: "0", CONTEXT_BUDGET_TOKENS: "1000000" },
    });
    try {
      const world = await openBenchWorld(stack);
      const chat = await world.newChat();
      const written: number[] = [];
      for (let turn = 1; turn <= turns; turn += 1) {
        const before = stack.redis.requestCount();
        const answered = world.nextAnswer(chat);
        await world.say(chat, `This is message ${String(turn).padStart(4, "0")} of many.`);
        await answered;
        written.push(await writtenBytes(stack, before));
      }
      world.close();
      return measuresOf(written);
    } finally {
      await stack.stop();
    }
  },
};

/** The turn's one write comes right behind its answer. */
async function writtenBytes(
  { redis }: Awaited<ReturnType<typeof startStack>>,
  before: number,
): Promise<number> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const own = redis.requests().slice(before - redis.requestCount());
    const write = own.find(({ commands }) => commands.some(([name]) => name === "HSET"));
    if (write && redis.requestCount() > before) return write.sizeBytes / 1000;
    await sleep(5);
  }
  throw new Error("a turn wrote nothing to Redis");
}

function measuresOf(written: readonly number[]): readonly Measure[] {
  const early = written.slice(from, from + ends);
  const late = written.slice(-ends);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    { what: `turns ${from + 1} to ${from + ends}`, unit: "kB", samples: early, limits: [] },
    { what: `the last ${ends} of ${turns}`, unit: "kB", samples: late, limits: [] },
    {
      what: "last to first",
      unit: "×",
      samples: [mean(late) / mean(early)],
      limits: [{ statistic: "max", atMost: 1.1 }],
    },
  ];
}
