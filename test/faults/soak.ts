/** `npm run soak`: many people speak by chance while the worker is killed again and again; then the books must be right. */

import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { seededRandom } from "../lib/seeded-random.ts";
import { readBooks } from "./books.ts";
import { type CrashWorld, openCrashWorld } from "./crash-world.ts";
import { endWith } from "./end-with.ts";
import { type Asked, leaked, mixedUp, unbalanced, violations } from "./invariants.ts";
import { board } from "./passenger.ts";
import { speaker } from "./speaker.ts";
import { until } from "./until.ts";
import { wholeNumber } from "./whole-number.ts";

const people = 12;
/** From the moment the worker listens again; faults-and-benchmarks §2 asks for about three seconds. */
const killEveryMs = 3000;
const drainMs = 180_000;

type Progress = { asked: number; kills: number; isOver: boolean };

async function main(): Promise<readonly string[]> {
  const { values } = parseArgs({
    options: { turns: { type: "string", default: "2000" }, seed: { type: "string" } },
  });
  const turns = wholeNumber("turns", values.turns);
  const seed = values.seed ? wholeNumber("seed", values.seed) : 1 + (Date.now() % 1_000_000);
  console.log(`seed ${seed}: npm run soak -- --turns ${turns} --seed ${seed}`);
  const random = seededRandom(seed);
  const world = await openCrashWorld({ hangMs: 0, telegramLimits: "off" });
  try {
    return await soak(world, turns, random);
  } finally {
    await world.stop();
  }
}

async function soak(
  world: CrashWorld,
  turns: number,
  random: () => number,
): Promise<readonly string[]> {
  const progress: Progress = { asked: 0, kills: 0, isOver: false };
  const everybody: Asked[] = [];
  for (let person = 0; person < people; person += 1)
    everybody.push({ passenger: await board(world), questions: [] });
  const speaking = everybody.map(({ passenger }) => {
    // Each has a chance of their own: who comes first in the process does not change what the others say.
    const own = seededRandom(Math.floor(random() * 2 ** 32));
    return speakUntil(speaker(world, passenger, own), progress, turns);
  });
  const killing = killAgainAndAgain(world, progress);
  const asked = await Promise.all(speaking);
  progress.isOver = true;
  await killing;
  return drain(
    world,
    everybody.map(({ passenger }, person) => ({ passenger, questions: asked[person] ?? [] })),
  );
}

async function speakUntil(
  speak: () => Promise<readonly string[]>,
  progress: Progress,
  turns: number,
): Promise<readonly string[]> {
  const questions: string[] = [];
  while (progress.asked < turns) {
    progress.asked += 1;
    questions.push(...(await speak()));
  }
  return questions;
}

async function killAgainAndAgain(world: CrashWorld, progress: Progress): Promise<void> {
  while (!progress.isOver) {
    await sleep(killEveryMs);
    await world.stack.worker.kill();
    await world.stack.worker.restart();
    progress.kills += 1;
    console.log(`${progress.asked} turns begun, killed ${progress.kills} times`);
  }
}

async function drain(world: CrashWorld, everybody: readonly Asked[]): Promise<readonly string[]> {
  const ids = everybody.map(({ passenger }) => passenger.threadId);
  const left = () => Promise.all(ids.map(world.unfinished));
  const isQuiet = await until(async () => (await left()).every((count) => count === 0), drainMs);
  const books = await readBooks(world);
  const passengers = everybody.map(({ passenger }) => passenger);
  console.log(
    `${books.turns.length} turns, ${books.messages.length} messages in Postgres, ` +
      `${books.sent.length} sent, ${books.ambiguous.length} sent again because nobody could know`,
  );
  return [
    ...(isQuiet ? [] : [`not over: ${await left()}`]),
    ...everybody.flatMap((asked) =>
      violations(asked, books).map((problem) => `${asked.passenger.tag}: ${problem}`),
    ),
    ...mixedUp(passengers, books),
    ...(await unbalanced(world)),
    ...leaked(Object.values(world.stack.world.secrets), books),
  ];
}

await endWith(main);
