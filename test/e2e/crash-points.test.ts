/** A turn with a tool call, cut off at every crash point: one answer or one note, nothing lost, nothing counted twice. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { crashCases } from "../faults/crash-case.ts";
import { type CrashWorld, openCrashWorld } from "../faults/crash-world.ts";
import { type CaseResult, runRound } from "../faults/round.ts";

/** Far above what it takes: the limit itself is kept by `npm run faults`, on a machine that does nothing else. */
const recoveryMs = 10_000;

let world: CrashWorld;

beforeAll(async () => {
  world = await openCrashWorld({ hangMs: 1500, telegramLimits: "off" });
});

afterAll(() => world.stop());

function problemsOf(results: readonly CaseResult[]): readonly string[] {
  return results.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`));
}

test("killed there, it recovers by itself", async () => {
  const results = await runRound(world, { cases: crashCases, harm: "kill", times: 1 });
  expect(problemsOf(results)).toEqual([]);
  const late = results.filter(({ recoveryMs: ms }) => ms !== null && ms > recoveryMs);
  expect(late).toEqual([]);
});

test("an error or a step that hangs costs at most what was being said", async () => {
  const inside = crashCases.filter(({ at }) => Array.isArray(at));
  const results = await Promise.all([
    runRound(world, { cases: inside, harm: "throw", times: 1 }),
    runRound(world, { cases: inside, harm: "hang", times: 1 }),
  ]);
  expect(problemsOf(results.flat())).toEqual([]);
});
