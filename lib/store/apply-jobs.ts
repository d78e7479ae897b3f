/** Flush jobs → Postgres: a batch in one request, however often and in whatever order it comes. */
import { AppError } from "../model/app-error.ts";
import type { ThreadId } from "../model/ids.ts";
import { flushJobVersion, type NumberedRow } from "../model/outbox.ts";
import { buryJob } from "./bury-job.ts";
import type { Store } from "./open-store.ts";
import type { PlacedRow } from "./write/placed-row.ts";
import { statementsFor } from "./write/statements.ts";

/** A flush job whose overflow rows were fetched. */
export type InlineJob = { readonly threadId: ThreadId; readonly rows: readonly NumberedRow[] };

export type BuriedRow = {
  readonly threadId: ThreadId;
  readonly rowSeq: number;
  readonly reason: string;
};

export type ApplyResult = {
  readonly appliedRows: number;
  /** Refused by Postgres for their own values; they are in dead_letters now. */
  readonly buried: readonly BuriedRow[];
};

/** A turn has 25 columns, and Postgres takes 65 535 parameters per statement. */
const maxRowsPerTransaction = 2000;

/**
 * When it resolves, every row of every job is applied or buried, and the jobs may be acknowledged.
 * Rejects with AppError `store_unavailable` when Postgres is away: then retry all of them; what was
 * applied already stays as it is.
 */
export async function applyJobs(
  store: Store,
  jobs: readonly InlineJob[],
  now: () => number,
): Promise<ApplyResult> {
  const rows: PlacedRow[] = jobs.flatMap(({ threadId, rows }) =>
    rows.map((numbered) => ({ threadId, ...numbered })),
  );
  const buried: BuriedRow[] = [];
  for (let start = 0; start < rows.length; start += maxRowsPerTransaction) {
    const part = rows.slice(start, start + maxRowsPerTransaction);
    buried.push(...(await applyRows(store, part, now)));
  }
  return { appliedRows: rows.length - buried.length, buried };
}

/** Halves the rows until the refused ones stand alone. */
async function applyRows(
  store: Store,
  rows: readonly PlacedRow[],
  now: () => number,
): Promise<BuriedRow[]> {
  const refusal = await writeRows(store, rows);
  if (refusal === null) return [];
  const [first] = rows;
  if (rows.length === 1 && first) return [await buryRow(store, first, { refusal, now })];
  const middle = Math.ceil(rows.length / 2);
  const left = await applyRows(store, rows.slice(0, middle), now);
  return [...left, ...(await applyRows(store, rows.slice(middle), now))];
}

/** Null when applied, the refusal when some row's values were at fault. */
async function writeRows(store: Store, rows: readonly PlacedRow[]): Promise<AppError | null> {
  try {
    await store.transact(statementsFor(store.db, rows));
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "store_rejected") return error;
    throw error;
  }
}

type Refused = { readonly refusal: AppError; readonly now: () => number };

async function buryRow(
  store: Store,
  { threadId, rowSeq, row }: PlacedRow,
  { refusal, now }: Refused,
): Promise<BuriedRow> {
  const reason = refusal.message;
  const job = { version: flushJobVersion, threadId, rows: [{ rowSeq, row }] };
  await buryJob(store, { job, reason, now });
  return { threadId, rowSeq, reason };
}
