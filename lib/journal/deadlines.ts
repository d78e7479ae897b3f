/** What must happen by itself, and when: one alarm serves many deadlines. */
import { marksFor, type Sql } from "./sql.ts";

export type DeadlineName =
  | "commands"
  | "media"
  | "window"
  | "turn"
  | "relay"
  | "prune"
  | "compact"
  | "files"
  | "owed";

export type Deadlines = ReturnType<typeof openDeadlines>;

export function openDeadlines(sql: Sql) {
  return {
    set(name: DeadlineName, atMs: number): void {
      sql.exec(
        "insert into deadlines (name, at) values (?, ?) on conflict (name) do update set at = excluded.at",
        name,
        atMs,
      );
    },

    clear(name: DeadlineName): void {
      sql.exec("delete from deadlines where name = ?", name);
    },

    /** Null where it is not set. */
    at(name: DeadlineName): number | null {
      const [row] = sql
        .exec<{ at: number }>("select at from deadlines where name = ?", name)
        .toArray();
      return row?.at ?? null;
    },

    isDue(name: DeadlineName, nowMs: number): boolean {
      return (
        sql
          .exec("select 1 as found from deadlines where name = ? and at <= ?", name, nowMs)
          .toArray().length > 0
      );
    },

    /** The earliest of these; null where none of them is set. */
    next(names: readonly DeadlineName[]): number | null {
      const [row] = sql
        .exec<{ at: number | null }>(
          `select min(at) as at from deadlines where name in (${marksFor(names)})`,
          ...names,
        )
        .toArray();
      return row?.at ?? null;
    },
  };
}
