/** `npm run plans`: the plan of every query on PostgreSQL with a million messages; exit code 1 where one reads a table from end to end. */
import { startPostgres } from "../emulators/postgres/start-postgres.ts";
import { exercises } from "./exercises.ts";
import { fillTables, judgePlans } from "./judge-plans.ts";
import { recentBooks } from "./money-exercises.ts";

const size = { messages: 1_000_000, users: 100_000 };
const secondsSince = (ms: number) => Math.round((performance.now() - ms) / 1000);

const postgres = await startPostgres({ engine: "postgresql" });
try {
  const startedMs = performance.now();
  const store = await fillTables(postgres, size);
  console.log(
    `${postgres.version}: ${size.users} users and threads, ${size.messages} messages, and as many turns, tool calls,` +
      ` files, operations and payments in ${secondsSince(startedMs)} s`,
  );
  const judgedFromMs = performance.now();
  const judged = await judgePlans(store, { ...exercises, ...recentBooks });
  for (const { exercise, sql, scanned } of judged) {
    const mark = scanned.length === 0 ? "✓" : `✗ reads all of ${scanned.join(", ")}:`;
    console.log(`${mark} ${exercise}: ${sql.replaceAll(/\s+/g, " ").slice(0, 100)}`);
  }
  console.log(`${judged.length} queries in ${secondsSince(judgedFromMs)} s`);
  if (judged.some(({ scanned }) => scanned.length > 0)) process.exitCode = 1;
} finally {
  await postgres.stop();
}
process.exit();
