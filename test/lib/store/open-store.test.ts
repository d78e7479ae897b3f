/** How long a statement may take: nobody waits for it longer, and Postgres does not go on with it either. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../lib/store/open-store.ts";
import { findPostgresql } from "../../emulators/postgres/find-postgresql.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());

const lock = "select pg_advisory_xact_lock(1)";

/** The embedded engine has one session: what it waits for, everybody waits for. */
test.skipIf(findPostgresql() === null)(
  "a statement that takes too long is given up by Postgres too, and leaves its lock",
  async () => {
    const hasty = openStore({ ...db.postgres, requestTimeoutMs: 300 });
    const slow = sql.raw(`${lock}, pg_sleep(60)`).compile(hasty.db);
    await expect(hasty.transact([slow])).rejects.toMatchObject({ code: "store_unavailable" });
    await expect(sql.raw(`${lock}, pg_sleep(60)`).execute(hasty.db)).rejects.toMatchObject({
      code: "store_unavailable",
    });
    // Waits for the lock until it is free, or fails after ten seconds.
    await sql.raw(lock).execute(db.store.db);
  },
);

test("the limit belongs to its request: what comes after on the connection has its own", async () => {
  const hasty = openStore({ ...db.postgres, requestTimeoutMs: 4321 });
  const ask = sql<{ limit: string }>`select current_setting('statement_timeout') as limit`;
  expect((await ask.execute(hasty.db)).rows).toEqual([{ limit: "4321ms" }]);
  expect((await ask.execute(db.store.db)).rows).toEqual([{ limit: "10s" }]);
});
