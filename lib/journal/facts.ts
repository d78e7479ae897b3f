/** The few things a thread must remember beside its messages. */
import type { ThreadId } from "../model/ids.ts";
import type { Sql } from "./sql.ts";

type Facts = {
  /** Whose conversation this is: an alarm comes without a name. Null before the first message. */
  readonly threadId: ThreadId | null;
  /** The context in use; /new starts the next. */
  readonly epoch: number;
  /** Seq of the last message of this epoch, 0 before the first. */
  readonly lastSeq: number;
};

export type FactStore = ReturnType<typeof openFacts>;

const fresh: Facts = { threadId: null, epoch: 1, lastSeq: 0 };

export function openFacts(sql: Sql) {
  return {
    read(): Facts {
      const [row] = sql
        .exec<{ value: string }>("select value from facts where name = 'thread'")
        .toArray();
      return row ? (JSON.parse(row.value) as Facts) : fresh;
    },

    write(facts: Facts): void {
      sql.exec(
        "insert into facts (name, value) values ('thread', ?) on conflict (name) do update set value = excluded.value",
        JSON.stringify(facts),
      );
    },
  };
}
