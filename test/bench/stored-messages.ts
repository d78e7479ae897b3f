/** Waits until Postgres has a thread's messages: what the operator would see by asking it. */
import { setTimeout as sleep } from "node:timers/promises";
import { neon, neonConfig } from "@neondatabase/serverless";
import type { Stack } from "../playground/stack.ts";

const pollMs = 20;
const patienceMs = 60_000;

/** Resolves, with `performance.now()`, when `count` messages of the private chat are there. */
export async function untilStored(stack: Stack, chatId: number, count: number): Promise<number> {
  const { postgres } = stack;
  neonConfig.fetchEndpoint = postgres.fetchEndpoint;
  const sql = neon(postgres.databaseUrl);
  const deadlineMs = performance.now() + patienceMs;
  while (performance.now() < deadlineMs) {
    const [row] = await sql`
      select count(*)::int as count from messages where thread_id = ${`${chatId}:0:${chatId}`}`;
    if (row?.count >= count) return performance.now();
    await sleep(pollMs);
  }
  throw new Error(`Postgres has fewer than ${count} messages after ${patienceMs / 1000} s`);
}
