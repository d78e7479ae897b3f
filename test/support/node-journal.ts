/** The journal on Node's own SQLite, the engine that a Durable Object has too. */
import { DatabaseSync } from "node:sqlite";
import { type Journal, openJournal } from "../../lib/journal/journal.ts";
import type { Sql, SqlRow, SqlValue, Transact } from "../../lib/journal/sql.ts";

export type NodeSql = { readonly sql: Sql; readonly transact: Transact };

export function openNodeSql(db = new DatabaseSync(":memory:")): NodeSql {
  const sql: Sql = {
    exec<Row extends SqlRow>(query: string, ...bindings: SqlValue[]) {
      const rows = db.prepare(query).all(...bindings) as Row[];
      return { toArray: () => rows };
    },
  };
  const transact: Transact = (work) => {
    db.exec("begin");
    try {
      const result = work();
      db.exec("commit");
      return result;
    } catch (thrown) {
      db.exec("rollback");
      throw thrown;
    }
  };
  return { sql, transact };
}

export function openNodeJournal(db?: DatabaseSync): Journal {
  const { sql, transact } = openNodeSql(db);
  return openJournal(sql, transact);
}
