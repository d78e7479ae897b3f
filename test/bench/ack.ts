/** How long Telegram waits for the 200, as a ratio to a Worker that does nothing (M1 of faults-and-benchmarks §3.1). */
import { setTimeout as sleep } from "node:timers/promises";
import { startBareWorker } from "./bare-worker/start-bare-worker.ts";
import type { Bench, Measure } from "./bench.ts";
import { type BenchWorld, settle } from "./bench-world.ts";
import { median } from "./statistics.ts";
import { textUpdate } from "./text-update.ts";
import { openTimedPost, type TimedPost } from "./timed-post.ts";

const warmUpRounds = 3;
const rounds = 6;
const updatesPerRound = 10;
/** Spread over so many, a thread stays below Telegram's one message a second. */
const warmThreads = 5;
/** Both updates of one step are asked within the 200 ms window, while no turn runs behind them. */
const apartMs = 30;

type Round = { readonly bare: number[]; readonly warm: number[]; readonly fresh: number[] };

export const ack: Bench = {
  name: "ack",
  purpose: "how long Telegram waits for the 200; asked in turn with a Worker that only answers 200",
  async run(world) {
    const bareWorker = await startBareWorker();
    try {
      const bare = openTimedPost(bareWorker.url, "bare");
      const measured = await runRounds(world, bare);
      return measuresOf(measured);
    } finally {
      await bareWorker.stop();
    }
  },
};

async function runRounds(world: BenchWorld, bare: TimedPost): Promise<readonly Round[]> {
  const warm = await Promise.all(Array.from({ length: warmThreads }, world.newChat));
  const all: Round[] = [];
  for (let index = 0; index < warmUpRounds + rounds; index += 1) {
    const round: Round = { bare: [], warm: [], fresh: [] };
    for (let update = 0; update < updatesPerRound; update += 1) {
      const warmChat = warm[update % warm.length] ?? 0;
      await askAll({ world, bare, warmChat, round });
    }
    all.push(round);
  }
  return all.slice(warmUpRounds);
}

type Step = {
  readonly world: BenchWorld;
  readonly bare: TimedPost;
  readonly warmChat: number;
  readonly round: Round;
};

/** One update to each, in an order that rotates, so that none always comes first. */
async function askAll({ world, bare, warmChat, round }: Step): Promise<void> {
  const freshChat = await world.newChat();
  const answered = Promise.all([world.nextAnswer(warmChat), world.nextAnswer(freshChat)]);
  const asks = [
    async () => round.bare.push(await bare(textUpdate(warmChat, "hello"))),
    async () => round.warm.push(await world.post(textUpdate(warmChat, "hello"))),
    async () => round.fresh.push(await world.post(textUpdate(freshChat, "hello"))),
  ];
  const first = round.bare.length % asks.length;
  for (const ask of [...asks.slice(first), ...asks.slice(0, first)]) {
    await ask();
    await sleep(apartMs);
  }
  await answered;
  await settle();
}

function measuresOf(measured: readonly Round[]): readonly Measure[] {
  const ratio = (kind: "warm" | "fresh") =>
    measured.map((round) => median(round[kind]) / median(round.bare));
  const told = { unit: "ms", limits: [] } as const;
  return [
    { what: "bare Worker", samples: measured.flatMap(({ bare }) => bare), ...told },
    { what: "warm thread", samples: measured.flatMap(({ warm }) => warm), ...told },
    { what: "fresh thread", samples: measured.flatMap(({ fresh }) => fresh), ...told },
    {
      what: "warm ÷ bare, medians of a round",
      unit: "×",
      samples: ratio("warm"),
      limits: [{ statistic: "median", atMost: 2 }],
    },
    { what: "fresh ÷ bare, medians of a round", unit: "×", samples: ratio("fresh"), limits: [] },
  ];
}
