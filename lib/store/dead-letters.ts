/** Dead letters as an operator sees them: what lies there and why, and each once more towards its table. */
import * as z from "zod";
import { applyJobs, type InlineJob } from "./apply-jobs.ts";
import type { Store } from "./open-store.ts";
import { parseFlushJob } from "./parse-flush-job.ts";

/** Without its job: that holds what people wrote. */
export type DeadLetter = {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly reason: string;
};

export type DeadLetters = { readonly open: number; readonly oldest: readonly DeadLetter[] };

/** `unknown`: there is no letter of that id, or it was replayed before. */
export type Replayed = { readonly id: string } & (
  | { readonly outcome: "replayed" | "unknown" }
  | { readonly outcome: "refused"; readonly reason: string }
);

export type Replay = { readonly ids: readonly string[]; readonly now: () => number };

const letterRow = z.object({ id: z.string(), received_at: z.date(), reason: z.string() });
const countRow = z.object({ open: z.coerce.number() });

/** Those not replayed yet. Rejects with AppError `store_unavailable`. */
export async function listDeadLetters(store: Store, limit: number): Promise<DeadLetters> {
  const open = store.db.selectFrom("dead_letters").where("replayed_at", "is", null);
  const counted = await open.select((of) => of.fn.countAll().as("open")).executeTakeFirst();
  const rows = await open
    .select(["id", "received_at", "reason"])
    .orderBy("received_at")
    .limit(limit)
    .execute();
  return { open: countRow.parse(counted).open, oldest: rows.map(toDeadLetter) };
}

/**
 * The ids of the open letters whose id begins so, oldest first; all of them for an empty beginning.
 * Rejects with AppError `store_unavailable`.
 */
export async function findDeadLetters(
  store: Store,
  { beginning, limit }: { readonly beginning: string; readonly limit: number },
): Promise<string[]> {
  const rows = await store.db
    .selectFrom("dead_letters")
    .select("id")
    .where("replayed_at", "is", null)
    .where((letter) => letter.fn<boolean>("starts_with", ["id", letter.val(beginning)]))
    .orderBy("received_at")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * One after the other, and as often as one likes: rows that are there already change nothing. What is refused
 * again stays open, with the newest reason. Rejects with AppError `store_unavailable`; what was replayed stays so.
 */
export async function replayDeadLetters(store: Store, { ids, now }: Replay): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (const id of ids) replayed.push({ id, ...(await replay(store, id, now)) });
  return replayed;
}

type Outcome =
  | { readonly outcome: "replayed" | "unknown" }
  | { readonly outcome: "refused"; readonly reason: string };

async function replay(store: Store, id: string, now: () => number): Promise<Outcome> {
  const letter = await store.db
    .selectFrom("dead_letters")
    .select("job")
    .where("id", "=", id)
    .where("replayed_at", "is", null)
    .executeTakeFirst();
  if (!letter) return { outcome: "unknown" };
  const job = replayable(letter.job);
  if ("reason" in job) return { outcome: "refused", reason: job.reason };
  const { buried } = await applyJobs(store, [job], now);
  const [first] = buried;
  // A job of one row that was refused again is the same letter; of a longer one the refused rows are letters now.
  if (first && job.rows.length === 1) return { outcome: "refused", reason: first.reason };
  await store.db
    .updateTable("dead_letters")
    .set({ replayed_at: new Date(now()) })
    .where("id", "=", id)
    .execute();
  return { outcome: "replayed" };
}

function replayable(job: unknown): InlineJob | { readonly reason: string } {
  const parsed = parseFlushJob(job);
  if (!parsed.ok) return { reason: parsed.reason };
  const { threadId, rows } = parsed.job;
  const inline = rows.filter((row) => "row" in row);
  if (inline.length < rows.length)
    return { reason: "its rows wait in R2: their thread sends them" };
  return { threadId, rows: inline };
}

function toDeadLetter(row: unknown): DeadLetter {
  const { id, received_at, reason } = letterRow.parse(row);
  return { id, receivedAtMs: received_at.getTime(), reason };
}
