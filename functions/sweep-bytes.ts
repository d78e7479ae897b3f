/** Deletes bytes that nobody needs any more, an hour of keys at a time: cheap where there are none. */
import { type BytesKind, bytesOfHour } from "../lib/files/bytes-key.ts";
import type { Env } from "./env.ts";

const hourMs = 60 * 60 * 1000;

/** What people sent is kept for an hour; what tools made for as long as a delivery is tried. */
const keptHours: Readonly<Record<BytesKind, number>> = { f: 1, p: 25 };

/**
 * Gives how many objects it deleted. A tick looks at one hour of each kind, and comes twelve times within it;
 * what an hour without cron leaves behind goes by the bucket's lifecycle rule of one day.
 */
export async function sweepBytes({ FILES }: Pick<Env, "FILES">, nowMs: number): Promise<number> {
  let deleted = 0;
  for (const kind of ["f", "p"] as const) {
    // The hour itself is over one hour later.
    const atMs = nowMs - (keptHours[kind] + 1) * hourMs;
    const { objects } = await FILES.list({ prefix: bytesOfHour(kind, atMs) });
    if (objects.length > 0) await FILES.delete(objects.map(({ key }) => key));
    deleted += objects.length;
  }
  return deleted;
}
