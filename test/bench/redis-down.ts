/** What a turn loses when Redis is gone: three calls that fail, and then nobody asks it any more (P4; F52). */
import type { Bench } from "./bench.ts";
import { median } from "./statistics.ts";
import { timeTurn } from "./turn-times.ts";
import { windowMs } from "./window.ts";

const before = 8;
const during = 12;

export const redisDown: Bench = {
  name: "redis-down",
  purpose: "Redis stopped: calls that fail until it is left alone, and what that costs a turn",
  async run(world) {
    const { redis, worker } = world.stack;
    const chat = await world.newChat();
    const start = async () => {
      const { askedAtMs, postedAtMs } = await timeTurn(world, chat);
      return askedAtMs - postedAtMs - windowMs;
    };
    const warm: number[] = [];
    while (warm.length < before) warm.push(await start());
    const logFrom = worker.log.lines.length;
    await redis.pause();
    const down: number[] = [];
    try {
      while (down.length < during) down.push(await start());
    } finally {
      await redis.resume();
    }
    const lines = worker.log.lines.slice(logFrom);
    const failed = (kind: string) => lines.filter((line) => line.includes(kind)).length;
    const reads = failed('"cache":"error"') + failed('"cache":"timeout"');
    const writes = lines.filter(
      (line) => line.includes("cache.append_failed") && !line.includes('"reason":"open"'),
    ).length;
    return [
      {
        what: "calls that failed",
        unit: "requests",
        samples: [reads + writes],
        limits: [{ statistic: "max", atMost: 3 }],
      },
      { what: "message → Claude is asked, before", unit: "ms", samples: warm, limits: [] },
      {
        what: "…, without Redis",
        unit: "ms",
        samples: down,
        limits: [{ statistic: "max", atMost: 150 }],
      },
      {
        what: "added, once it is left alone",
        unit: "ms",
        samples: [median(down.slice(3)) - median(warm)],
        limits: [{ statistic: "max", atMost: 5 }],
      },
    ];
  },
};
