/** A queue message as the store takes it: parsed, with the rows that waited in R2 back in their places. */
import type { FlushJob } from "../lib/model/outbox.ts";
import type { InlineJob } from "../lib/store/apply-jobs.ts";
import { parseFlushJob } from "../lib/store/parse-flush-job.ts";
import type { Env } from "./env.ts";
import { fetchRow } from "./overflow.ts";

export type InlinedJob =
  | { readonly ok: true; readonly job: InlineJob }
  | { readonly ok: false; readonly reason: string };

export async function inlineJob(body: unknown, env: Env): Promise<InlinedJob> {
  const parsed = parseFlushJob(body);
  if (!parsed.ok) return parsed;
  const rows = await Promise.all(
    parsed.job.rows.map((row) => ("overflowKey" in row ? fetchRow(env.FILES, row) : row)),
  );
  if (rows.includes(null)) return { ok: false, reason: "an overflow row is gone" };
  // What came out of R2 is as foreign as what came out of the queue.
  const whole = parseFlushJob({ ...parsed.job, rows });
  return whole.ok ? { ok: true, job: withoutOverflow(whole.job) } : whole;
}

function withoutOverflow({ threadId, rows }: FlushJob): InlineJob {
  return { threadId, rows: rows.flatMap((row) => ("row" in row ? [row] : [])) };
}
