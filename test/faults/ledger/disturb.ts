/** Cuts connections while others write: between worker and Postgres, and the server's own. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Store } from "../../../lib/store/open-store.ts";
import type { Postgres } from "../../emulators/postgres/start-postgres.ts";

export type Disturbance = {
  /** Requests in flight are applied, and nobody hears of it. */
  cuts: number;
  /** Statements at work are rolled back. */
  terminated: number;
  isOver: boolean;
};

const everyMs = 1000;
const awayMs = 30;

/** PGlite has one backend for everybody, which cannot be terminated. */
export async function disturb(
  postgres: Postgres,
  store: Store,
  disturbance: Disturbance,
): Promise<void> {
  while (!disturbance.isOver) {
    await sleep(everyMs);
    if (postgres.engine === "postgresql") disturbance.terminated += await terminate(store);
    await postgres.pause();
    await sleep(awayMs);
    await postgres.resume();
    disturbance.cuts += 1;
  }
}

async function terminate(store: Store): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and state = 'active' and backend_type = 'client backend'
    order by random() limit 3`.execute(store.db);
  return rows.length;
}
