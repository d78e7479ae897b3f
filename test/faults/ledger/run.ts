/** `npm run ledger-ops`: 100 000 random operations by 20 writers at once on a real Postgres; then every nano-dollar is accounted for. */

import { parseArgs } from "node:util";
import { startPostgres } from "../../emulators/postgres/start-postgres.ts";
import { wholeNumber } from "../whole-number.ts";
import { runLedger } from "./ledger-run.ts";

async function main(): Promise<readonly string[]> {
  const { values } = parseArgs({
    options: {
      operations: { type: "string", default: "100000" },
      writers: { type: "string", default: "20" },
      seed: { type: "string" },
    },
  });
  const operations = wholeNumber("operations", values.operations);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const postgres = await startPostgres({ engine: "auto" });
  console.log(`seed ${seed} on ${postgres.version}`);
  try {
    const result = await runLedger({
      postgres,
      seed,
      operations,
      writers: Number(values.writers),
      onProgress: progressOn(process.stderr),
    });
    const seconds = result.writeMs / 1000;
    console.log(
      `${operations} operations in ${result.statements} tasks by ${values.writers} writers: ` +
        `${seconds.toFixed(1)} s, ${Math.round(operations / seconds)} operations/s`,
    );
    console.log(
      `connections cut ${result.cuts} times, ${result.terminated} statements terminated, ` +
        `${result.retries} requests sent again`,
    );
    return result.problems;
  } finally {
    await postgres.stop();
  }
}

/** On a terminal one line that grows; in a pipe a line for each tenth. */
function progressOn(output: NodeJS.WriteStream): (done: number, of: number) => void {
  let shown = -1;
  return (done, of) => {
    const percent = Math.floor((done / of) * 100);
    if (percent === shown || (!output.isTTY && percent % 10 !== 0)) return;
    shown = percent;
    const line = `${percent} % of ${of} tasks`;
    output.write(output.isTTY ? `\r${line}${done === of ? "\n" : ""}` : `${line}\n`);
  };
}

try {
  const problems = await main();
  for (const problem of problems.slice(0, 50)) console.log(`✗ ${problem}`);
  console.log(
    problems.length === 0
      ? "✓ every key once, none lost, every balance the sum of its ledger"
      : `${problems.length} problems`,
  );
  if (problems.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
process.exit();
