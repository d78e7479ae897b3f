/**
 * Retention: what people wrote goes after a while, in batches and as often as one likes. What was paid and what
 * was used stays: balance_operations, payments and turns hold no words.
 */
import { sql } from "kysely";
import * as z from "zod";
import type { Store } from "./open-store.ts";

export type Deletion = {
  readonly beforeMs: number;
  /** Of each table, per request. */
  readonly batchRows: number;
  /** Requests per table: what is left is for the next time. */
  readonly maxBatches: number;
};

export type Deleted = { readonly rows: number; readonly isComplete: boolean };

/** Each with the time that its rows age by; there is an index on it. A letter that waits for an operator stays. */
const aging = [
  { table: "messages", at: "created_at" },
  { table: "message_edits", at: "edited_at" },
  { table: "sent_messages", at: "sent_at" },
  { table: "tool_calls", at: "started_at" },
  { table: "user_files", at: "created_at" },
  { table: "threads", at: "updated_at" },
  { table: "dead_letters", at: "replayed_at" },
] as const;

type Aging = (typeof aging)[number];

const counted = z.object({ rows: z.coerce.number() });

/** Rejects with AppError `store_unavailable`; what is gone stays gone. */
export async function deleteOldContent(store: Store, deletion: Deletion): Promise<Deleted> {
  let rows = 0;
  let isComplete = true;
  for (const each of aging) {
    const deleted = await deleteOldRows(store, each, deletion);
    rows += deleted.rows;
    isComplete &&= deleted.isComplete;
  }
  return { rows, isComplete };
}

async function deleteOldRows(store: Store, each: Aging, deletion: Deletion): Promise<Deleted> {
  const { batchRows, maxBatches } = deletion;
  let rows = 0;
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const gone = await deleteBatch(store, each, deletion);
    rows += gone;
    if (gone < batchRows) return { rows, isComplete: true };
  }
  return { rows, isComplete: false };
}

/** By their place in the table: every key form alike, and a row that changed meanwhile is left alone. */
async function deleteBatch(
  { db }: Store,
  { table, at }: Aging,
  { beforeMs, batchRows }: Deletion,
): Promise<number> {
  const [name, time] = [sql.table(table), sql.ref(at)];
  const { rows } = await sql`
    with gone as (
      delete from ${name} where ctid = any(array(
        select ctid from ${name} where ${time} < ${new Date(beforeMs)} order by ${time} limit ${batchRows}
      ))
      returning 1
    )
    select count(*) as rows from gone`.execute(db);
  return counted.parse(rows[0]).rows;
}
