/** What a warm turn asks of Redis and Postgres: counted, not timed, so a busy machine changes nothing (P3; M5, M6). */
import { setTimeout as sleep } from "node:timers/promises";
import type { Bench, Measure } from "./bench.ts";
import { type BenchWorld, settle } from "./bench-world.ts";
import { untilAllIsBehind } from "./work-behind.ts";

const pauses = 3;
const afterPause = ", after three minutes' pause";
const warmUps = 3;
const turns = 30;
/**
 * Ends before the queue hands over its first job (5 s), and the next begins when all behind it has ended: within a
 * burst every Postgres request is a turn's own.
 */
const burstMs = 3700;
/** Telegram takes one message a second per chat; a 429 would make a second attempt of the turn. */
const turnMs = 900;

type Counts = {
  readonly redisBeforeClaude: number;
  readonly redisAfter: number;
  readonly postgres: number;
  /** Of all its requests to Redis together. */
  readonly commands: number;
};

export const roundTrips: Bench = {
  name: "round-trips",
  purpose: "what a turn of a warm thread asks of Redis, and of Postgres before the answer",
  async run(world) {
    const chat = await world.newChat();
    for (let turn = 0; turn < warmUps; turn += 1) await countTurn(world, chat);
    // Rows of earlier benches travel ahead of these: once they are stored, nothing else is under way.
    await untilAllIsBehind(world.stack, chat, warmUps);
    const counts: Counts[] = [];
    while (counts.length < turns) {
      counts.push(...(await countBurst(world, chat, turns - counts.length)));
      await untilAllIsBehind(world.stack, chat, warmUps + counts.length);
    }
    return [...measuresOf(counts), ...measuresOf(await countAfterPauses(world, chat), afterPause)];
  },
};

async function countBurst(world: BenchWorld, chat: number, atMost: number): Promise<Counts[]> {
  const endMs = performance.now() + burstMs;
  const counts: Counts[] = [];
  while (performance.now() < endMs && counts.length < atMost) {
    const [count] = await Promise.all([countTurn(world, chat), sleep(turnMs)]);
    counts.push(count);
  }
  return counts;
}

async function countTurn(world: BenchWorld, chat: number): Promise<Counts> {
  const { redis, postgres } = world.stack;
  await world.newRecords();
  const redisBefore = redis.requestCount();
  const postgresBefore = postgres.requestCount();
  const answered = world.nextAnswer(chat);
  await world.say(chat, "Is there room for one more?");
  await answered;
  const postgresRequests = postgres.requestCount() - postgresBefore;
  await settle();

  const [request] = (await world.newRecords()).requests;
  if (!request) throw new Error("an answer came without asking Claude");
  const all = redis.requests();
  const own = all.slice(all.length - (redis.requestCount() - redisBefore));
  const early = own.filter(({ atMs }) => atMs <= request.atMs).length;
  return {
    redisBeforeClaude: early,
    redisAfter: own.length - early,
    postgres: postgresRequests,
    commands: own.reduce((sum, { commands }) => sum + commands.length, 0),
  };
}

/**
 * Three minutes of silence, without waiting for them: the objects and their isolate are gone, what an account knows
 * is old (`run.ts` has it grow old in a second), Redis still knows.
 */
async function countAfterPauses(world: BenchWorld, chat: number): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (let pause = 1; pause <= pauses; pause += 1) {
    await untilAllIsBehind(world.stack, chat, warmUps + turns + pause - 1);
    await settle();
    await world.stack.worker.kill();
    await world.stack.worker.restart();
    counts.push(await countTurn(world, chat));
  }
  return counts;
}

function measuresOf(counts: readonly Counts[], when = ""): readonly Measure[] {
  const counted = (
    what: string,
    of: keyof Counts,
    atMost: number,
    unit: Measure["unit"] = "requests",
  ): Measure => ({
    what: `${what}${when}`,
    unit,
    samples: counts.map((count) => count[of]),
    limits: [{ statistic: "max", atMost }],
  });
  return [
    counted("Redis, until Claude is asked", "redisBeforeClaude", 1),
    counted("Redis, from then on", "redisAfter", 1),
    counted("Postgres, until the answer", "postgres", 0),
    counted("Redis commands, in all", "commands", 6, "commands"),
  ];
}
