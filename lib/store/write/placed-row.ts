/** An outbox row with its place: the thread that wrote it, and its number there. */
import type { ThreadId } from "../../model/ids.ts";
import { flushJobVersion, type OutboxRow } from "../../model/outbox.ts";

export type PlacedRow<Row extends OutboxRow = OutboxRow> = {
  readonly threadId: ThreadId;
  readonly rowSeq: number;
  readonly row: Row;
};

type Kind = OutboxRow["kind"];
export type PlacedRowOf<K extends Kind> = PlacedRow<Extract<OutboxRow, { readonly kind: K }>>;

export function rowsOfKind<K extends Kind>(rows: readonly PlacedRow[], kind: K): PlacedRowOf<K>[] {
  return rows.filter((placed): placed is PlacedRowOf<K> => placed.row.kind === kind);
}

/** The columns that tell the newer of two versions of one row. */
export function versionColumns(placed: PlacedRow): { row_seq: number; schema_version: number } {
  return { row_seq: placed.rowSeq, schema_version: flushJobVersion };
}
