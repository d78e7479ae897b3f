/** A queue message as the store takes it: each row parsed by itself, rows that waited in R2 back in their places. */
import * as z from "zod";
import type { FlushJob, NumberedRow } from "../lib/model/outbox.ts";
import type { InlineJob } from "../lib/store/apply-jobs.ts";
import { parseFlushJob } from "../lib/store/parse-flush-job.ts";
import type { Env } from "./env.ts";
import { fetchRow } from "./overflow.ts";

/** What can never be stored, as a job that holds nothing else. */
export type Refused = { readonly job: unknown; readonly reason: string };

export type InlinedJob = {
  /** Null where the message is no flush job at all. */
  readonly job: InlineJob | null;
  readonly refused: readonly Refused[];
  /** Of the refused rows too: their thread need not send them again. */
  readonly rowSeqs: readonly number[];
  /** Objects in R2 that nobody needs once the job is applied. */
  readonly overflowKeys: readonly string[];
};

const withRows = z.looseObject({ rows: z.array(z.unknown()) });
const numbered = z.looseObject({ rowSeq: z.int() });

type ReadRow =
  | { readonly kind: "row"; readonly row: NumberedRow; readonly overflowKey?: string }
  | { readonly kind: "refused"; readonly refused: Refused; readonly rowSeq: number | null }
  /** Applied before; or else its thread will send it again, under another key. */
  | { readonly kind: "gone" };

export async function inlineJob(body: unknown, env: Env): Promise<InlinedJob> {
  const rows = withRows.safeParse(body).data?.rows;
  const envelope = parseFlushJob(rows ? { ...withRows.parse(body), rows: [] } : body);
  if (!envelope.ok || !rows) {
    const reason = envelope.ok ? "no rows" : envelope.reason;
    return { job: null, refused: [{ job: body, reason }], rowSeqs: [], overflowKeys: [] };
  }
  const read = await Promise.all(rows.map((row) => readRow(envelope.job, row, env)));
  return collect(envelope.job, read);
}

async function readRow(envelope: FlushJob, row: unknown, env: Env): Promise<ReadRow> {
  const job = { ...envelope, rows: [row] };
  const parsed = parseFlushJob(job);
  if (!parsed.ok) {
    const rowSeq = numbered.safeParse(row).data?.rowSeq ?? null;
    return { kind: "refused", refused: { job, reason: parsed.reason }, rowSeq };
  }
  const [known] = parsed.job.rows;
  if (!known) return { kind: "gone" };
  if ("row" in known) return { kind: "row", row: known };
  const { overflowKey } = known;
  const fetched = await fetchRow(env.FILES, known);
  if (fetched === null) return { kind: "gone" };
  // What came out of R2 is as foreign as what came out of the queue.
  const inlined = await readRow(envelope, fetched, env);
  return inlined.kind === "row" ? { ...inlined, overflowKey } : inlined;
}

function collect({ threadId }: FlushJob, read: readonly ReadRow[]): InlinedJob {
  const rows = read.filter((each) => each.kind === "row");
  const refused = read.filter((each) => each.kind === "refused");
  const rowSeqs = [...rows.map(({ row }) => row.rowSeq), ...refused.map(({ rowSeq }) => rowSeq)];
  return {
    job: { threadId, rows: rows.map(({ row }) => row) },
    refused: refused.map((each) => each.refused),
    rowSeqs: rowSeqs.filter((rowSeq) => rowSeq !== null),
    overflowKeys: rows.flatMap(({ overflowKey }) => overflowKey ?? []),
  };
}
