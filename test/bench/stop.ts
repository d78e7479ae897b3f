/** How long a person waits who has pressed Stop: faults F36. */

import type { Bench } from "./bench.ts";
import { type BenchWorld, heldQuestion, settle } from "./bench-world.ts";

const presses = 20;

export const stop: Bench = {
  name: "stop",
  purpose: "from the press of Stop in the middle of an answer to the message that closes it",
  async run(world) {
    const samples: number[] = [];
    for (let press = 0; press < presses; press += 1) samples.push(await stopOnce(world));
    return [
      {
        what: "Stop → the answer stands, marked",
        unit: "ms",
        samples,
        limits: [{ statistic: "max", atMost: 1000 }],
      },
    ];
  },
};

async function stopOnce(world: BenchWorld): Promise<number> {
  const chatId = await world.newChat();
  const drafted = world.nextDraft(chatId);
  await world.say(chatId, heldQuestion);
  const draftId = await drafted;
  const answered = world.nextAnswer(chatId);
  const pressedAtMs = performance.now();
  await world.pressStop(chatId, draftId);
  const stoodAtMs = await answered;
  await settle();
  return stoodAtMs - pressedAtMs;
}
