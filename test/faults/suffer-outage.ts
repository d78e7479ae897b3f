/** Postgres goes while people speak, and comes back: what of it they and the books notice (F58). */
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "../lib/seeded-random.ts";
import { readBooks } from "./books.ts";
import type { CrashWorld } from "./crash-world.ts";
import { type Asked, leaked, mixedUp, unbalanced, violations } from "./invariants.ts";
import { board, type Passenger } from "./passenger.ts";
import { speaker } from "./speaker.ts";

const drainLimitMs = 60_000;
const patienceMs = 180_000;

export type Outage = {
  /** Before Postgres goes. */
  readonly calmSeconds: number;
  readonly seconds: number;
  readonly people: number;
};

/** Sentences about what does not hold; empty where nobody noticed anything. */
export async function sufferOutage(
  world: CrashWorld,
  { calmSeconds, seconds, people }: Outage,
): Promise<readonly string[]> {
  const { postgres } = world.stack;
  const passengers: Passenger[] = [];
  while (passengers.length < people) passengers.push(await board(world));
  const ended = new AbortController();
  const speaking = passengers.map((passenger, seed) =>
    speakUntil(world, passenger, { seed, ended }),
  );
  console.log(`${people} people speak`);
  await sleep(calmSeconds * 1000);
  await postgres.pause();
  console.log(`Postgres is stopped for ${seconds} s`);
  const answeredBefore = await answersOf(world);
  await sleep(seconds * 1000);
  const answered = (await answersOf(world)) - answeredBefore;
  await postgres.resume();
  const backAtMs = performance.now();
  console.log(
    `${answered} answers in ${seconds} s without Postgres: ${(answered / seconds).toFixed(1)} a second`,
  );
  ended.abort();
  const questions = await Promise.all(speaking);
  const drainedMs = await drain(world, passengers, backAtMs);
  const everybody = passengers.map((passenger, at) => ({
    passenger,
    questions: questions[at] ?? [],
  }));
  return [
    ...(drainedMs <= drainLimitMs
      ? []
      : [`drained ${Math.round(drainedMs / 1000)} s after it was back`]),
    ...(await judge(world, everybody)),
  ];
}

type Speaking = { readonly seed: number; readonly ended: AbortController };

async function speakUntil(
  world: CrashWorld,
  passenger: Passenger,
  { seed, ended }: Speaking,
): Promise<readonly string[]> {
  const speak = speaker(world, passenger, seededRandom(seed + 1));
  const questions: string[] = [];
  while (!ended.signal.aborted) questions.push(...(await speak()));
  return questions;
}

async function answersOf(world: CrashWorld): Promise<number> {
  return (await world.calls()).filter(({ method }) => method === "sendRichMessage").length;
}

/** How long after Postgres was back everything was in it. */
async function drain(
  world: CrashWorld,
  passengers: readonly Passenger[],
  backAtMs: number,
): Promise<number> {
  const left = () => Promise.all(passengers.map(({ threadId }) => world.unfinished(threadId)));
  while ((await left()).some((count) => count > 0)) {
    if (performance.now() - backAtMs > patienceMs) return Number.POSITIVE_INFINITY;
    await sleep(1000);
  }
  const drainedMs = performance.now() - backAtMs;
  console.log(`drained ${(drainedMs / 1000).toFixed(1)} s after Postgres was back`);
  return drainedMs;
}

async function judge(world: CrashWorld, everybody: readonly Asked[]): Promise<readonly string[]> {
  const books = await readBooks(world);
  const letters = await world.rows("select reason from dead_letters");
  const failed = books.turns.filter(
    ({ outcome }) => !["answered", "interrupted"].includes(outcome),
  );
  console.log(`${books.turns.length} turns and ${books.messages.length} messages in Postgres`);
  return [
    ...letters.map(({ reason }) => `a dead letter: ${reason}`),
    ...failed.map(({ id, outcome }) => `turn ${id} is ${outcome}`),
    ...everybody.flatMap((asked) =>
      violations(asked, books).map((problem) => `${asked.passenger.tag}: ${problem}`),
    ),
    ...mixedUp(
      everybody.map(({ passenger }) => passenger),
      books,
    ),
    ...(await unbalanced(world)),
    ...leaked(Object.values(world.stack.world.secrets), books),
  ];
}
