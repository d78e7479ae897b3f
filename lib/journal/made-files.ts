/** The truth about what tools made and nobody has decided on yet; what is decided stays a day, to be told apart from what never was. */
import type { MadeRecord } from "../model/made-record.ts";
import type { Sql } from "./sql.ts";

export type MadeFiles = ReturnType<typeof openMadeFiles>;

export function openMadeFiles(sql: Sql) {
  const parse = (rows: { record: string }[]): MadeRecord[] =>
    rows.map(({ record }) => JSON.parse(record) as MadeRecord);

  return {
    /** Under a known id it takes its place. */
    put(record: MadeRecord): void {
      sql.exec(
        `insert into made_files (id, expires_at, record) values (?, ?, ?)
         on conflict (id) do update set record = excluded.record`,
        record.id,
        record.expiresAtMs,
        JSON.stringify(record),
      );
    },

    find(id: string): MadeRecord | null {
      const rows = sql.exec<{ record: string }>("select record from made_files where id = ?", id);
      return parse(rows.toArray())[0] ?? null;
    },

    /** In the order they were made. */
    all: (): MadeRecord[] =>
      parse(
        sql.exec<{ record: string }>("select record from made_files order by position").toArray(),
      ),

    forget(expiredBeforeMs: number): void {
      sql.exec("delete from made_files where expires_at < ?", expiredBeforeMs);
    },
  };
}
