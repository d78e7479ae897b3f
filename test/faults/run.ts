/** `npm run faults`: every crash point, by a kill, an error and a hanging step, once and twice. */
import { parseArgs } from "node:util";
import { progressOn, withoutProgress } from "../playground/progress.ts";
import { StartRefused } from "../playground/start-refused.ts";
import { type CrashCase, crashCases } from "./crash-case.ts";
import { openCrashWorld } from "./crash-world.ts";
import { type CaseResult, type Harm, type Round, runRound } from "./round.ts";

const harms: readonly Harm[] = ["kill", "throw", "hang"];
/** M11 of faults-and-benchmarks §3.1. */
const recoveryLimitMs = 3000;

async function main(): Promise<boolean> {
  const { cases, hangMs } = readArguments();
  const step = process.stderr.isTTY ? progressOn(process.stderr) : withoutProgress;
  const world = await openCrashWorld({ hangMs, telegramLimits: "off", step });
  let held = true;
  try {
    for (const harm of harms) {
      for (const times of [1, 2] as const) {
        const round = { cases: cases.filter(canBe(harm)), harm, times };
        const results = await step(`${harm} × ${times}`, () => runRound(world, round));
        held = report(round, results) && held;
      }
    }
  } finally {
    await world.stop();
  }
  return held;
}

/** What only the stand-ins see can be killed, and nothing else. */
function canBe(harm: Harm): (crash: CrashCase) => boolean {
  return ({ at }) => harm === "kill" || Array.isArray(at);
}

function report({ harm, times }: Round, results: readonly CaseResult[]): boolean {
  const judged = results.map((result) => ({ ...result, isSlow: isSlow(result) }));
  const held = judged.filter(({ problems, isSlow }) => problems.length === 0 && !isSlow).length;
  console.log(`${harm} × ${times}: ${held} of ${judged.length} held`);
  for (const { name, problems, recoveryMs, isSlow } of judged) {
    const recovery = recoveryMs === null ? "" : `${recoveryMs} ms`;
    const mark = problems.length === 0 && !isSlow ? "✓" : "✗";
    console.log(`  ${mark} ${name.padEnd(24)}${recovery.padStart(8)}${isSlow ? "  too late" : ""}`);
    for (const problem of problems) console.log(`      ${problem}`);
  }
  return held === judged.length;
}

/** Before the 200 it is Telegram that decides when it comes again. */
function isSlow({ name, recoveryMs }: CaseResult): boolean {
  return recoveryMs !== null && recoveryMs > recoveryLimitMs && !/^C[12]$/.test(name);
}

function readArguments(): { readonly cases: readonly CrashCase[]; readonly hangMs: number } {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { "hang-ms": { type: "string", default: "3000" } },
  });
  const names = crashCases.map(({ name }) => name);
  const wanted = crashCases.filter(
    ({ name }) =>
      positionals.length === 0 || positionals.some((point) => name.split(" ")[0] === point),
  );
  if (wanted.length === 0)
    throw new StartRefused(
      `Usage: npm run faults -- [point]… [--hang-ms N]\nPoints: ${names.join(", ")}`,
    );
  return { cases: wanted, hangMs: Number(values["hang-ms"]) };
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exitCode = 1;
}
process.exit();
