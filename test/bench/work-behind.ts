/** Waits for what a turn leaves behind its answer, so that none of it is taken for a request of the next turn. */
import { setTimeout as sleep } from "node:timers/promises";
import { neon, neonConfig } from "@neondatabase/serverless";
import type { Stack } from "../playground/stack.ts";

const pollMs = 20;
const patienceMs = 60_000;
/** The first flush of a day also deletes what is old, one request after the other: nobody asks for so long after the last. */
const quietMs = 500;

/** Resolves when the first `turns` turns of the private chat are written down and charged, and Postgres rests. */
export async function untilAllIsBehind(stack: Stack, chatId: number, turns: number): Promise<void> {
  const { postgres } = stack;
  neonConfig.fetchEndpoint = postgres.fetchEndpoint;
  const sql = neon(postgres.databaseUrl);
  const isKept = async () => {
    const [row] = await sql`
      select count(*)::int as count from turns t where user_id = ${chatId} and exists
        (select from balance_operations o where o.turn_id = t.id and o.user_id = t.user_id)`;
    return row?.count >= turns;
  };
  const deadlineMs = performance.now() + patienceMs;
  while (performance.now() < deadlineMs) {
    if (await isKept()) return untilQuiet(stack);
    await sleep(pollMs);
  }
  throw new Error(`Postgres lacks turns or charges after ${patienceMs / 1000} s`);
}

async function untilQuiet({ postgres }: Stack): Promise<void> {
  let seen: number;
  do {
    seen = postgres.requestCount();
    await sleep(quietMs);
  } while (postgres.requestCount() > seen);
}
