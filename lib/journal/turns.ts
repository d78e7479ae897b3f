/** The open turn: at most one per thread, rewritten at every phase, gone when it is recorded. */
import type { Block, Message } from "../model/message.ts";
import type { TurnState } from "../model/turn-state.ts";
import type { Sql } from "./sql.ts";

export type Turns = ReturnType<typeof openTurns>;

type SaidRow = { role: Message["role"]; blocks: string };

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

    /** Beside the state, because it only grows: a step writes what it adds, however long the turn. */
    say({ role, blocks }: Message): void {
      sql.exec("insert into said (role, blocks) values (?, ?)", role, JSON.stringify(blocks));
    },

    said(): Message[] {
      return sql
        .exec<SaidRow>("select role, blocks from said order by position")
        .toArray()
        .map(({ role, blocks }) => ({ role, blocks: JSON.parse(blocks) as Block[] }));
    },

    remove(turn: TurnState): void {
      sql.exec("delete from turn where id = ?", turn.id);
      sql.exec("delete from said");
    },
  };
}
