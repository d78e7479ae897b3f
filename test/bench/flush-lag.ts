/** How soon an answer is in Postgres (M12 of faults-and-benchmarks §3.1): the queue collects for 5 s, then it is written. */
import type { Bench } from "./bench.ts";
import type { BenchWorld } from "./bench-world.ts";
import { untilStored } from "./stored-messages.ts";

const turns = 5;
const people = 20;
const messagesPerTurn = 2;

export const flushLag: Bench = {
  name: "flush-lag",
  purpose:
    "how soon after the answer both messages are in Postgres: alone, the slowest case, and among others",
  async run(world) {
    const alone = await lagsOf(world);
    const together = await Promise.all(Array.from({ length: people }, () => lagsOf(world)));
    return [
      {
        what: "answer → in Postgres",
        unit: "ms",
        samples: alone,
        limits: [{ statistic: "p95", atMost: 6000 }],
      },
      {
        what: `…, of ${people} people at once`,
        unit: "ms",
        samples: together.flat(),
        limits: [{ statistic: "p99", atMost: 6000 }],
      },
    ];
  },
};

async function lagsOf(world: BenchWorld): Promise<number[]> {
  const chat = await world.newChat();
  const samples: number[] = [];
  for (let turn = 1; turn <= turns; turn += 1) {
    const answered = world.nextAnswer(chat);
    await world.say(chat, "Please note this in the log.");
    const answeredMs = await answered;
    samples.push((await untilStored(world.stack, chat, turn * messagesPerTurn)) - answeredMs);
  }
  return samples;
}
