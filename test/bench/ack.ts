/** How long Telegram waits for the 200, as a ratio to a Worker that does nothing (M1 of faults-and-benchmarks §3.1). */
import { type Round, runRounds } from "./ack-rounds.ts";
import type { Bench, Limit, Measure } from "./bench.ts";
import { startLoneWorker } from "./lone-worker.ts";
import { median } from "./statistics.ts";
import { openTimedPost } from "./timed-post.ts";

export const ack: Bench = {
  name: "ack",
  purpose: "how long Telegram waits for the 200; asked in turn with a Worker that only answers 200",
  async run(world) {
    const bareWorker = await startLoneWorker(new URL("./workers/bare.ts", import.meta.url));
    try {
      const bare = openTimedPost(bareWorker.url, "bare");
      const measured = await runRounds(world, bare);
      return measuresOf(measured);
    } finally {
      await bareWorker.stop();
    }
  },
};

const limits: readonly Limit[] = [{ statistic: "median", atMost: 2 }];

function measuresOf(measured: readonly Round[]): readonly Measure[] {
  const times = (what: string, kind: keyof Round): Measure => ({
    what,
    unit: "ms",
    samples: measured.flatMap((round) => round[kind]),
    limits: [],
  });
  const ratio = (what: string, kind: keyof Round, held: readonly Limit[]): Measure => ({
    what: `${what} ÷ bare, medians of a round`,
    unit: "×",
    samples: measured.map((round) => median(round[kind]) / median(round.bare)),
    limits: held,
  });
  return [
    times("bare Worker", "bare"),
    times("warm thread", "warm"),
    times("fresh thread", "fresh"),
    times("20 MB document", "document"),
    ratio("warm", "warm", limits),
    ratio("20 MB document", "document", limits),
    ratio("fresh", "fresh", []),
  ];
}
