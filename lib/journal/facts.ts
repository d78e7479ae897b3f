/** The few things a thread must remember beside its messages. */
import type { ThreadId } from "../model/ids.ts";
import type { Membership } from "../model/membership.ts";
import type { OpenWindow } from "../model/window.ts";
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

type FactName = "thread" | "window" | "membership";

export function openFacts(sql: Sql) {
  const get = (name: FactName): unknown => {
    const [row] = sql
      .exec<{ value: string }>("select value from facts where name = ?", name)
      .toArray();
    return row ? JSON.parse(row.value) : null;
  };
  const put = (name: FactName, value: Facts | OpenWindow | Membership): void => {
    sql.exec(
      "insert into facts (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
      name,
      JSON.stringify(value),
    );
  };

  return {
    read: (): Facts => (get("thread") as Facts | null) ?? fresh,
    write: (facts: Facts): void => put("thread", facts),
    /** Null while nothing was heard of it, which is as good as active. */
    membership: (): Membership | null => get("membership") as Membership | null,
    writeMembership: (membership: Membership): void => put("membership", membership),
    /** Null while nobody waits. */
    window: (): OpenWindow | null => get("window") as OpenWindow | null,
    openWindow: (window: OpenWindow): void => put("window", window),
    closeWindow(): void {
      sql.exec("delete from facts where name = 'window'");
    },
  };
}
