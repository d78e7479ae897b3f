/** How soon an answer is in Postgres (M12 of faults-and-benchmarks §3.1): the queue collects for 5 s, then it is written. */
import type { Bench } from "./bench.ts";
import { untilStored } from "./stored-messages.ts";

const turns = 5;
const messagesPerTurn = 2;

export const flushLag: Bench = {
  name: "flush-lag",
  purpose:
    "how soon after the answer both messages are in Postgres; one turn at a time, the slowest case",
  async run(world) {
    const chat = await world.newChat();
    const samples: number[] = [];
    for (let turn = 1; turn <= turns; turn += 1) {
      const answered = world.nextAnswer(chat);
      await world.say(chat, "Please note this in the log.");
      const answeredMs = await answered;
      samples.push((await untilStored(world.stack, chat, turn * messagesPerTurn)) - answeredMs);
    }
    return [
      {
        what: "answer → in Postgres",
        unit: "ms",
        samples,
        limits: [{ statistic: "p95", atMost: 6000 }],
      },
    ];
  },
};
