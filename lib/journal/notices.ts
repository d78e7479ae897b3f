/** What must still be said to a person about their files, in the order it was noted. */
import type { Notice } from "../model/notice.ts";
import type { Sql } from "./sql.ts";

export type NumberedNotice = { readonly id: number; readonly notice: Notice };

export type Notices = ReturnType<typeof openNotices>;

export function openNotices(sql: Sql) {
  return {
    add(notice: Notice): void {
      sql.exec("insert into notices (notice) values (?)", JSON.stringify(notice));
    },

    /** Null where nothing is owed. */
    first(): NumberedNotice | null {
      const [row] = sql
        .exec<{ id: number; notice: string }>("select id, notice from notices order by id limit 1")
        .toArray();
      return row ? { id: row.id, notice: JSON.parse(row.notice) as Notice } : null;
    },

    remove(id: number): void {
      sql.exec("delete from notices where id = ?", id);
    },
  };
}
