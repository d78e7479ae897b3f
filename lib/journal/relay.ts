/** Carries outbox rows to the queue. A row stays in the journal until the flush consumer says that Postgres has it. */
import type { ThreadId } from "../model/ids.ts";
import { type FlushJob, flushJobVersion, type NumberedRow } from "../model/outbox.ts";
import type { Journal } from "./journal.ts";
import { maxInlineRowBytes, type PackedRow, packJobs, sizeBytes } from "./pack-jobs.ts";

export type RelayPorts = {
  readonly now: () => number;
  /** Rejects or resolves within its own limit; a hanging queue must not hold the thread (workerd #6053). */
  readonly send: (job: FlushJob) => Promise<void>;
  /** Keeps a row too large for the queue; gives its key. */
  readonly spill: (row: NumberedRow) => Promise<string>;
  /** A job that was sent and not applied for so long is sent again. */
  readonly resendAfterMs: number;
};

export async function relayOutbox(
  journal: Journal,
  threadId: ThreadId,
  ports: RelayPorts,
): Promise<void> {
  const due = journal.outbox.due(ports.now(), ports.resendAfterMs);
  const rows = await Promise.all(due.map((row) => spillLarge(row, ports)));
  for (const job of packJobs(rows)) {
    await ports.send({ version: flushJobVersion, threadId, rows: job });
    journal.outbox.markSent(
      job.map((row) => row.rowSeq),
      ports.now(),
    );
  }
}

async function spillLarge(row: NumberedRow, ports: RelayPorts): Promise<PackedRow> {
  if (sizeBytes(row) <= maxInlineRowBytes) return row;
  return { rowSeq: row.rowSeq, overflowKey: await ports.spill(row) };
}
