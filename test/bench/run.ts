/** `npm run bench`: measures the real worker on the local stack and fails where a limit of design §3 is missed. */
import { writeFile } from "node:fs/promises";
import { progressOn, type Step, withoutProgress } from "../playground/progress.ts";
import { startStack } from "../playground/stack.ts";
import { StartRefused } from "../playground/start-refused.ts";
import { ack } from "./ack.ts";
import type { Bench } from "./bench.ts";
import { type BenchWorld, openBenchWorld } from "./bench-world.ts";
import { checkout } from "./checkout.ts";
import { claudeStart } from "./claude-start.ts";
import { flush } from "./flush.ts";
import { flushLag } from "./flush-lag.ts";
import { growth } from "./growth.ts";
import { latex } from "./latex.ts";
import { describeMachine, describeStack } from "./machine.ts";
import { python } from "./python.ts";
import { recovery } from "./recovery.ts";
import { redisDown } from "./redis-down.ts";
import { describeBench } from "./report.ts";
import { richPeople } from "./rich-people.ts";
import { roundTrips } from "./round-trips.ts";
import { rtt } from "./rtt.ts";
import { parseRunOptions } from "./run-options.ts";
import { stop } from "./stop.ts";
import { judge, type Verdict } from "./verdict.ts";

/** Redis is left alone for half a minute after it was away, and a killed worker begins cold: those come last. */
const all: readonly Bench[] = [
  ack,
  claudeStart,
  checkout,
  rtt,
  flush,
  flushLag,
  latex,
  python,
  stop,
  growth,
  roundTrips,
  recovery,
  redisDown,
];

/**
 * An account settles a second behind the turns that were charged, with a statement and a write to Redis of its own.
 * Past a burst of round-trips, so that these are not taken for the next turn's; and what it knows is old after any pause.
 */
const accountPace = { SETTLE_AFTER_MS: "6000", BALANCE_STALE_AFTER_MS: "1000" };

type Result = { readonly bench: Bench; readonly verdicts: readonly Verdict[] };

async function main(): Promise<void> {
  const { benches, jsonPath } = parseRunOptions(process.argv.slice(2), all);
  const step = process.stderr.isTTY ? progressOn(process.stderr) : withoutProgress;
  const machine = describeMachine();
  const vars = { ...richPeople, ...accountPace };
  const stack = await startStack({ step, vars });
  let world: BenchWorld | null = null;
  try {
    world = await openBenchWorld(stack);
    console.log(`${machine}\n${describeStack(stack)}\n`);
    const results: Result[] = [];
    for (const bench of benches) results.push(await runBench(bench, world, step));
    if (jsonPath !== null) await writeJson(jsonPath, machine, results);
    if (results.some(isMissed)) process.exitCode = 1;
  } finally {
    world?.close();
    await stack.stop();
  }
}

async function runBench(bench: Bench, world: BenchWorld, step: Step): Promise<Result> {
  const tell = (what: string) => process.stderr.write(`${bench.name}: ${what}\n`);
  const measures = await step(bench.name, () => bench.run(world, tell));
  const verdicts = measures.map(judge);
  console.log(`${describeBench(bench, verdicts)}\n`);
  return { bench, verdicts };
}

function isMissed({ verdicts }: Result): boolean {
  return verdicts.some(({ missed }) => missed.length > 0);
}

async function writeJson(path: string, machine: string, results: readonly Result[]): Promise<void> {
  const benches = results.map(({ bench: { name, purpose }, verdicts }) => ({
    name,
    purpose,
    verdicts,
  }));
  const takenAt = new Date().toISOString();
  await writeFile(path, `${JSON.stringify({ takenAt, machine, benches }, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exitCode = 1;
}
process.exit();
