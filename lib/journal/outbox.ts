/** Rows to be written behind: queued with the phase change that caused them, gone only when Postgres has them. */
import type { NumberedRow, OutboxRow } from "../model/outbox.ts";
import type { Sql } from "./sql.ts";

export type Outbox = ReturnType<typeof openOutbox>;

/** Postgres may be away for hours, and the queue keeps what it was given: it is not to be filled with copies. */
const maxResendFactor = 16;

/** SQL: how long after it was sent a row counts as lost; the parameter is the time after the first sending. */
const lostAfter = `? * min(1 << max(sends - 1, 0), ${maxResendFactor})`;

type StoredRow = { row_seq: number; row: string };

export function openOutbox(sql: Sql) {
  const parse = (rows: StoredRow[]): NumberedRow[] =>
    rows.map(({ row_seq, row }) => ({ rowSeq: row_seq, row: JSON.parse(row) as OutboxRow }));

  return {
    append(rows: readonly OutboxRow[]): void {
      for (const row of rows) sql.exec("insert into outbox (row) values (?)", JSON.stringify(row));
    },

    /** Not sent yet, or sent so long ago that the queue must have lost it: twice as long each time, up to 16 times. */
    due(nowMs: number, resendAfterMs: number): NumberedRow[] {
      const rows = sql.exec<StoredRow>(
        `select row_seq, row from outbox where sent_at is null or sent_at + ${lostAfter} <= ? order by row_seq`,
        resendAfterMs,
        nowMs,
      );
      return parse(rows.toArray());
    },

    markSent(rowSeqs: readonly number[], nowMs: number): void {
      for (const rowSeq of rowSeqs)
        sql.exec(
          "update outbox set sent_at = ?, sends = sends + 1 where row_seq = ?",
          nowMs,
          rowSeq,
        );
    },

    remove(rowSeqs: readonly number[]): void {
      for (const rowSeq of rowSeqs) sql.exec("delete from outbox where row_seq = ?", rowSeq);
    },

    /** Everything Postgres may not have yet: readers lay it over what they read there. */
    unapplied: (): NumberedRow[] =>
      parse(sql.exec<StoredRow>("select row_seq, row from outbox order by row_seq").toArray()),

    depth(): number {
      const [row] = sql.exec<{ depth: number }>("select count(*) as depth from outbox").toArray();
      return row?.depth ?? 0;
    },

    /** When the relay must look again; null where nothing is left. */
    nextDueAtMs(resendAfterMs: number): number | null {
      const [row] = sql
        .exec<{ at: number | null }>(
          `select min(coalesce(sent_at + ${lostAfter}, 0)) as at from outbox`,
          resendAfterMs,
        )
        .toArray();
      return row?.at ?? null;
    },
  };
}
