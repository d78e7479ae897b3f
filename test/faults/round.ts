/** Lets many turns be cut off at the same time, each at its own point, then looks how each of them ended. */
import { booksOf, readBooks } from "./books.ts";
import type { CrashCase, Ending } from "./crash-case.ts";
import type { CrashControl, Strike } from "./crash-control.ts";
import type { CrashWorld } from "./crash-world.ts";
import { endsAs, withoutDoubles } from "./ending.ts";
import { leaked, mixedUp, unbalanced, violations } from "./invariants.ts";
import {
  arrivedOf,
  board,
  type ClaudePlan,
  nextAnswerOf,
  nextOf,
  type Passenger,
  questionOf,
  scriptTurn,
} from "./passenger.ts";
import { until } from "./until.ts";

/** Killed with everybody else, or alone: by an error, or by a step that takes very long. */
export type Harm = "kill" | "throw" | "hang";

export type Round = {
  readonly cases: readonly CrashCase[];
  readonly harm: Harm;
  readonly times: 1 | 2;
};

export type CaseResult = {
  readonly name: string;
  /** Why it is not as it must be; empty where it is. */
  readonly problems: readonly string[];
  /** From the moment the worker listens again to the last message of the turn; null where nothing was waited for. */
  readonly recoveryMs: number | null;
};

type Rider = { readonly crash: CrashCase; readonly passenger: Passenger };

/** Besides what hangs. */
const patienceMs = 60_000;

/** The first result is about everybody together. */
export async function runRound(world: CrashWorld, round: Round): Promise<readonly CaseResult[]> {
  const riders: Rider[] = [];
  for (const crash of round.cases) riders.push({ crash, passenger: await board(world) });
  await Promise.all(
    riders.map(({ crash, passenger }) => scriptTurn(world, passenger, planOf(crash, round))),
  );
  for (const rider of riders) arm(world.control, rider, round);
  await setOut(world, riders);
  const listeningAtMs = round.harm === "kill" ? await killAll(world, riders, round.times) : null;
  await arrive(world, riders, round);
  return judge(world, riders, { ...round, listeningAtMs });
}

/** What is cut off among the words must be seen growing, and must not end while others are waited for. */
function planOf({ at, inStep }: CrashCase, { harm, times }: Round): ClaudePlan | null {
  if (inStep === undefined) return null;
  if (at === "asked") return { step: inStep, manner: "held", times };
  const mustWait = at.at(-1) === "@C7" && harm === "kill";
  return { step: inStep, manner: mustWait ? "endless" : "slow", times };
}

function arm(control: CrashControl, { crash, passenger }: Rider, { harm, times }: Round): void {
  if (!Array.isArray(crash.at)) return;
  const does: Strike["does"] = harm === "kill" ? "hold" : harm;
  control.arm(passenger.chatId, { at: crash.at, does, times });
}

/** Who is to be cut off by the acknowledgement itself speaks last: the others wait at their points for as long as it takes. */
async function setOut(world: CrashWorld, riders: readonly Rider[]): Promise<void> {
  const last = riders.filter(({ crash }) => crash.at === "acknowledged");
  const others = riders.filter((rider) => !last.includes(rider));
  await Promise.all(others.map((rider) => ask(world, rider)));
  await allStruck(world, others, 1);
  await Promise.all(last.map((rider) => ask(world, rider)));
  await allStruck(world, last, 1);
}

function ask(world: CrashWorld, { passenger }: Rider): Promise<void> {
  return world.say(passenger.chatId, questionOf(passenger));
}

async function allStruck(world: CrashWorld, riders: readonly Rider[], times: number) {
  const waiting = new Set(riders);
  const reached = await until(async () => {
    const held = await heldRequests(world);
    for (const rider of waiting)
      if (await isStruck(world, rider, { times, held })) waiting.delete(rider);
    return waiting.size === 0;
  }, patienceMs);
  const names = [...waiting].map(({ crash }) => crash.name);
  if (!reached) throw new Error(`never cut off: ${names.join(", ")}`);
}

type Struck = { readonly times: number; readonly held: readonly string[] };

async function isStruck(
  world: CrashWorld,
  { crash: { at }, passenger }: Rider,
  { times, held }: Struck,
): Promise<boolean> {
  if (Array.isArray(at)) return world.control.struck(passenger.chatId) >= times;
  if (at !== "acknowledged")
    return held.filter((body) => body.includes(passenger.tag)).length >= times;
  return (await world.deliveries()).some(
    ({ status, update }) =>
      status === 200 && update.message?.text === questionOf(passenger) && times === 1,
  );
}

/** Requests that Claude has not begun to answer: a hold before the first words holds the headers too. */
async function heldRequests(world: CrashWorld): Promise<readonly string[]> {
  const requests = await world.requests();
  return requests.filter(({ status }) => status === 0).map(({ body }) => JSON.stringify(body));
}

/** Gives the moment from which the worker listened again. */
async function killAll(
  world: CrashWorld,
  riders: readonly Rider[],
  times: number,
): Promise<number> {
  const { worker } = world.stack;
  await worker.kill();
  await worker.restart();
  let listeningAtMs = Date.now();
  if (times === 2) {
    await struckOrEnded(world, riders);
    await worker.kill();
    await worker.restart();
    listeningAtMs = Date.now();
  }
  return listeningAtMs;
}

/** Not every point is passed a second time. */
async function struckOrEnded(world: CrashWorld, riders: readonly Rider[]): Promise<void> {
  const done = await until(async () => {
    const [calls, held] = await Promise.all([world.calls(), heldRequests(world)]);
    const waiting = await Promise.all(
      riders.map(async (rider) => {
        if (await isStruck(world, rider, { times: 2, held })) return false;
        const { messages } = withoutDoubles(arrivedOf(rider.passenger, calls));
        return !endsAs(rider.crash.ends, rider.passenger, messages);
      }),
    );
    return !waiting.includes(true);
  }, patienceMs);
  if (!done) throw new Error("not everybody was cut off twice, or arrived");
}

/** Nobody helps: only when everybody has an ending is the worker asked anything. Then they speak again. */
async function arrive(world: CrashWorld, riders: readonly Rider[], round: Round): Promise<void> {
  const longest = patienceMs + (round.harm === "hang" ? round.times * world.hangMs : 0);
  await until(async () => {
    const calls = await world.calls();
    return riders.every(({ crash, passenger }) =>
      endsAs(
        endingOf(crash, round),
        passenger,
        withoutDoubles(arrivedOf(passenger, calls)).messages,
      ),
    );
  }, longest);
  for (const { passenger } of riders) world.control.disarm(passenger.chatId);
  await quiet(world, riders, longest);
  await Promise.all(riders.map(({ passenger }) => world.say(passenger.chatId, nextOf(passenger))));
  await until(async () => {
    const calls = await world.calls();
    return riders.every(({ passenger }) =>
      arrivedOf(passenger, calls).some(({ what }) => what === nextAnswerOf(passenger)),
    );
  }, longest);
  await quiet(world, riders, longest);
}

async function quiet(world: CrashWorld, riders: readonly Rider[], longest: number) {
  await until(async () => {
    const ids = riders.map(({ passenger }) => passenger.threadId);
    return (await Promise.all(ids.map(world.unfinished))).every((count) => count === 0);
  }, longest);
}

function endingOf(crash: CrashCase, { harm, times }: Round): Ending {
  const { ends, endsAfterTwo = ends } = crash;
  if (harm === "hang") return "whole";
  return times === 2 ? endsAfterTwo : ends;
}

async function judge(
  world: CrashWorld,
  riders: readonly Rider[],
  round: Round & { readonly listeningAtMs: number | null },
): Promise<readonly CaseResult[]> {
  const books = await readBooks(world);
  const passengers = riders.map(({ passenger }) => passenger);
  const together = {
    name: "everybody",
    problems: [
      ...mixedUp(passengers, books),
      ...(await unbalanced(world)),
      ...leaked(Object.values(world.stack.world.secrets), books),
    ],
    recoveryMs: null,
  };
  return [together, ...riders.map((rider) => judgeRider(rider, books, round))];
}

function judgeRider(
  { crash, passenger }: Rider,
  all: Awaited<ReturnType<typeof readBooks>>,
  round: Round & { readonly listeningAtMs: number | null },
): CaseResult {
  const goesOn = nextAnswerOf(passenger);
  const arrived = arrivedOf(passenger, all.calls);
  const answer = arrived.filter(({ what }) => what !== goesOn);
  const { messages, doubled } = withoutDoubles(answer);
  const ending = endingOf(crash, round);
  const mayDouble = crash.doubles && round.harm !== "hang" ? round.times : 0;
  const { turns, requests } = booksOf(passenger, all);
  const problems = [
    ...(endsAs(ending, passenger, messages) ? [] : [`not ${ending}: ${JSON.stringify(messages)}`]),
    ...(doubled <= mayDouble ? [] : [`${doubled} messages came twice`]),
    ...(arrived.at(-1)?.what === goesOn ? [] : ["the next message was not answered"]),
    ...(turns.length === 2 ? [] : [`${turns.length} turns in Postgres`]),
    ...countsWhole(ending, turns[0]?.steps ?? []),
    ...(requests.length <= 3 + round.times ? [] : [`Claude was asked ${requests.length} times`]),
    ...violations({ passenger, questions: [questionOf(passenger), nextOf(passenger)] }, all),
  ];
  const lastAtMs = answer.at(-1)?.atMs ?? 0;
  const { listeningAtMs } = round;
  const isWaited = listeningAtMs !== null && lastAtMs > listeningAtMs - 5000;
  return {
    name: crash.name,
    problems,
    recoveryMs: isWaited ? Math.max(0, lastAtMs - listeningAtMs) : null,
  };
}

/** An answer that came whole took two requests, each counted to its end. */
function countsWhole(ending: Ending, steps: readonly { readonly partial: boolean }[]): string[] {
  const complete = steps.filter(({ partial }) => !partial).length;
  return ending !== "whole" || complete === 2
    ? []
    : [`${complete} requests are counted to the end`];
}
