/** `npm run plans`: the plan of every query on PostgreSQL with a million messages; exit code 1 where one reads a table from end to end. */
import { startPostgres } from "../emulators/postgres/start-postgres.ts";
import { fillTables, judgePlans } from "./judge-plans.ts";

const size = { messages: 1_000_000, users: 100_000 };

const postgres = await startPostgres({ engine: "postgresql" });
try {
  const startedMs = performance.now();
  const store = await fillTables(postgres, size);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  console.log(
    `${postgres.version}: ${size.messages} messages, ${size.users} users and threads in ${seconds} s`,
  );
  const judged = await judgePlans(store);
  for (const { exercise, sql, scanned } of judged) {
    const mark = scanned.length === 0 ? "✓" : `✗ reads all of ${scanned.join(", ")}:`;
    console.log(`${mark} ${exercise}: ${sql.replaceAll(/\s+/g, " ").slice(0, 100)}`);
  }
  if (judged.some(({ scanned }) => scanned.length > 0)) process.exitCode = 1;
} finally {
  await postgres.stop();
}
process.exit();
