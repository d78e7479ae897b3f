/** How long a person waits when everything is killed under an accepted message (M11 of faults-and-benchmarks §3.1). */
import { setTimeout as sleep } from "node:timers/promises";
import type { Bench } from "./bench.ts";
import { type BenchWorld, settle } from "./bench-world.ts";
import { textUpdate } from "./updates.ts";

const kills = 5;
/** Accepted, and its window still open. */
const killAfterMs = 50;

type Run = { readonly fromListeningMs: number; readonly fromKillMs: number };

export const recovery: Bench = {
  name: "recovery",
  purpose: `SIGKILL ${killAfterMs} ms after the 200: how soon the answer comes, without new traffic`,
  async run(world) {
    const chat = await world.newChat();
    const runs: Run[] = [];
    for (let kill = 0; kill < kills; kill += 1) runs.push(await killOnce(world, chat));
    return [
      {
        what: "listening again → final message",
        unit: "ms",
        samples: runs.map(({ fromListeningMs }) => fromListeningMs),
        limits: [{ statistic: "max", atMost: 3000 }],
      },
      {
        what: "killed → final message, wrangler's own start included",
        unit: "ms",
        samples: runs.map(({ fromKillMs }) => fromKillMs),
        limits: [],
      },
    ];
  },
};

async function killOnce(world: BenchWorld, chat: number): Promise<Run> {
  const { worker } = world.stack;
  const answered = world.nextAnswer(chat);
  await world.post(textUpdate(chat, "Are you still there?"));
  await sleep(killAfterMs);
  const killedMs = performance.now();
  await worker.kill();
  await worker.restart();
  const listeningMs = performance.now();
  const answeredMs = await answered;
  await settle();
  // Its alarm is overdue: the answer may be there before anybody has found out that the worker listens.
  return {
    fromListeningMs: Math.max(0, answeredMs - listeningMs),
    fromKillMs: answeredMs - killedMs,
  };
}
