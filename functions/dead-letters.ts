/** Where a dead letter lies: in Postgres, and in R2 for as long as Postgres is away. */
import * as z from "zod";
import { AppError } from "../lib/model/app-error.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { buryJob } from "../lib/store/bury-job.ts";
import type { Surroundings } from "./store-update.ts";

type Letter = { readonly job: unknown; readonly reason: string };

const folder = "dead/";
const waitingLetter = z.object({ job: z.unknown(), reason: z.string(), receivedAtMs: z.int() });

/** Resolves when it lies safely. Rejects where both stores are away: then its sender must keep it. */
export async function bury(letter: Letter, { env, services }: Surroundings): Promise<void> {
  const { store, clock, log } = services;
  log.error("dead_letter.buried", { reason: letter.reason });
  try {
    await buryJob(store, { ...letter, now: clock.now });
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "store_unavailable") throw thrown;
    const waiting = JSON.stringify({ ...letter, receivedAtMs: clock.now() });
    await env.FILES.put(`${folder}${await hashOf(letter)}`, waiting);
    log.warn("dead_letter.waits_in_r2", { ...describeError(thrown) });
  }
}

/** Gives how many moved. Postgres is asked nothing where none waits; moved twice, a letter is one letter. */
export async function moveBuried({ env, services }: Surroundings): Promise<number> {
  const { objects } = await env.FILES.list({ prefix: folder });
  let moved = 0;
  for (const { key } of objects) {
    if (!(await moveOne(key, { env, services }))) break;
    moved += 1;
  }
  return moved;
}

/** False where Postgres is still away. */
async function moveOne(key: string, { env, services }: Surroundings): Promise<boolean> {
  const stored = await env.FILES.get(key);
  if (stored === null) return true;
  const text = await stored.text();
  try {
    const { job, reason, receivedAtMs } = waitingLetter.parse(JSON.parse(text));
    await buryJob(services.store, { job, reason, now: () => receivedAtMs });
  } catch (thrown) {
    services.log.warn("dead_letter.not_moved", { key, ...describeError(thrown) });
    return false;
  }
  await env.FILES.delete(key);
  return true;
}

/** The same letter is the same object. */
async function hashOf(letter: Letter): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(letter));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
