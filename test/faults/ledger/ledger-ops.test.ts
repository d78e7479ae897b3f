/** The fixed sample of `npm run ledger-ops`. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../../emulators/postgres/start-postgres.ts";
import { runLedger } from "./ledger-run.ts";

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres({ engine: "auto" });
});
afterAll(() => postgres.stop());

test("2000 operations by 20 writers at once, with copies, shuffles and cut connections", async () => {
  const result = await runLedger({
    postgres,
    seed: 20_261_122,
    operations: 2000,
    writers: 20,
    onProgress: () => {},
  });
  expect(result.problems).toEqual([]);
  expect(result.cuts).toBeGreaterThan(0);
}, 60_000);
