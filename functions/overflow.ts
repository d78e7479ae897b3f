/** Rows too large for a queue message wait in R2; the job carries their key. */
import type { NumberedRow, OverflowRow } from "../lib/model/outbox.ts";

/** Gives the key: always the same for a row, so that one sent again leaves no second object behind. */
export async function spillRow(
  files: R2Bucket,
  batcher: DurableObjectId,
  row: NumberedRow,
): Promise<string> {
  const key = `outbox/${batcher}/${row.rowSeq}`;
  await files.put(key, JSON.stringify(row));
  return key;
}

/** Null where the object is gone: applied before, or never stored. */
export async function fetchRow(files: R2Bucket, { overflowKey }: OverflowRow): Promise<unknown> {
  const stored = await files.get(overflowKey);
  return stored ? stored.json() : null;
}
