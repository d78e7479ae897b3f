/** The open turn: at most one per thread, rewritten at every phase, gone when it is recorded. */
import type { TurnState } from "../model/turn-state.ts";
import type { Sql } from "./sql.ts";

export type Turns = ReturnType<typeof openTurns>;

export function openTurns(sql: Sql) {
  return {
    open(): TurnState | null {
      const [row] = sql.exec<{ state: string }>("select state from turn").toArray();
      return row ? (JSON.parse(row.state) as TurnState) : null;
    },

    save(turn: TurnState): void {
      sql.exec(
        "insert into turn (id, state) values (?, ?) on conflict (id) do update set state = excluded.state",
        turn.id,
        JSON.stringify(turn),
      );
    },

    remove(turn: TurnState): void {
      sql.exec("delete from turn where id = ?", turn.id);
    },
  };
}
