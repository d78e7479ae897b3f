/** What Ferry itself adds to the way there and back: M2, M3 and M4 of faults-and-benchmarks §3.1. */
import type { Bench } from "./bench.ts";
import { type TurnTimes, timeTurn } from "./turn-times.ts";
import { windowMs } from "./window.ts";

/** Spread over so many, a thread stays below Telegram's one message a second. */
const threads = 5;
const warmUpsPerThread = 1;
const turnsPerThread = 8;

export const claudeStart: Bench = {
  name: "claude-start",
  purpose:
    "what Ferry adds between a message and Claude, and between Claude's words and the screen",
  async run(world) {
    const chats = await Promise.all(Array.from({ length: threads }, world.newChat));
    const turns: TurnTimes[] = [];
    for (let index = 0; index < warmUpsPerThread + turnsPerThread; index += 1) {
      for (const chat of chats) {
        const times = await timeTurn(world, chat);
        if (index >= warmUpsPerThread) turns.push(times);
      }
    }
    return [
      {
        what: "message → Claude is asked, without the window",
        unit: "ms",
        samples: turns.map(({ postedAtMs, askedAtMs }) => askedAtMs - postedAtMs - windowMs),
        limits: [
          { statistic: "median", atMost: 15 },
          { statistic: "p95", atMost: 40 },
        ],
      },
      {
        what: "Claude's first words → on the screen",
        unit: "ms",
        samples: turns.map(({ firstDeltaAtMs, shownAtMs }) => shownAtMs - firstDeltaAtMs),
        limits: [{ statistic: "median", atMost: 5 }],
      },
      {
        what: "Claude's last word → the final message",
        unit: "ms",
        samples: turns.map(({ closedAtMs, deliveredAtMs }) => deliveredAtMs - closedAtMs),
        limits: [{ statistic: "median", atMost: 10 }],
      },
    ];
  },
};
