/** Updates a thread has accepted: stored before they are acknowledged, forgotten a day after they are answered. */
import type { UpdateId } from "../model/ids.ts";
import { type Inbound, isForClaude } from "../model/inbound.ts";
import { marksFor, type Sql } from "./sql.ts";

export type Inbox = ReturnType<typeof openInbox>;

/** Telegram repeats an update for 24 h (faults F04). */
const keepIdsMs = 25 * 60 * 60 * 1000;

export function openInbox(sql: Sql) {
  const read = (state: "command" | "waiting"): Inbound[] =>
    sql
      .exec<{ inbound: string }>(
        "select inbound from inbox where state = ? and inbound is not null order by message_id, update_id",
        state,
      )
      .toArray()
      .map((row) => JSON.parse(row.inbound) as Inbound);

  const finish = (state: "taken" | "done", updateIds: readonly UpdateId[]): void => {
    const marks = marksFor(updateIds);
    const query = `update inbox set state = ?, inbound = null where update_id in (${marks})`;
    sql.exec(query, state, ...updateIds);
  };

  return {
    /** False where this update was claimed before. */
    claim(inbound: Inbound, nowMs: number): boolean {
      const state = isForClaude(inbound.content) ? "waiting" : "command";
      const inserted = sql.exec(
        `insert or ignore into inbox (update_id, message_id, received_at, state, inbound)
         values (?, ?, ?, ?, ?) returning update_id`,
        inbound.updateId,
        inbound.messageId,
        nowMs,
        state,
        JSON.stringify(inbound),
      );
      return inserted.toArray().length === 1;
    },

    /** In the order they were sent, however they arrived. */
    waiting: () => read("waiting"),

    knows(updateId: UpdateId): boolean {
      return (
        sql.exec("select 1 as found from inbox where update_id = ?", updateId).toArray().length > 0
      );
    },

    /** Claims an update of which nothing is left to do. */
    remember({ updateId, messageId }: Inbound, nowMs: number): void {
      sql.exec(
        `insert or ignore into inbox (update_id, message_id, received_at, state)
         values (?, ?, ?, 'done')`,
        updateId,
        messageId,
        nowMs,
      );
    },

    /** The same update with what is known of it by now; its place in the queue stays. */
    rewrite(inbound: Inbound): void {
      sql.exec(
        "update inbox set inbound = ? where update_id = ?",
        JSON.stringify(inbound),
        inbound.updateId,
      );
    },

    /** What was answered at once goes on to Claude as this. */
    letWait(inbound: Inbound): void {
      sql.exec(
        "update inbox set state = 'waiting', inbound = ? where update_id = ?",
        JSON.stringify(inbound),
        inbound.updateId,
      );
    },

    /**
     * The edit of a message that still waits takes its place, and its update id with it: by that it is taken
     * and its files are known. Null where it waits no more.
     */
    replaceWaiting(inbound: Inbound): UpdateId | null {
      const replaced = sql.exec<{ update_id: number }>(
        `update inbox set inbound = json_set(?, '$.updateId', update_id)
         where message_id = ? and state = 'waiting' returning update_id`,
        JSON.stringify(inbound),
        inbound.messageId,
      );
      const [row] = replaced.toArray();
      return row ? (row.update_id as UpdateId) : null;
    },

    /** When the first of these came in; null where none of them is known. */
    receivedAtMs(updateIds: readonly UpdateId[]): number | null {
      const [row] = sql
        .exec<{ at: number | null }>(
          `select min(received_at) as at from inbox where update_id in (${marksFor(updateIds)})`,
          ...updateIds,
        )
        .toArray();
      return row?.at ?? null;
    },

    commands: () => read("command"),

    take(updateIds: readonly UpdateId[]): void {
      finish("taken", updateIds);
    },

    done(updateIds: readonly UpdateId[]): void {
      finish("done", updateIds);
    },

    prune(nowMs: number): void {
      sql.exec("delete from inbox where state = 'done' and received_at < ?", nowMs - keepIdsMs);
    },

    isEmpty(): boolean {
      return sql.exec("select 1 as found from inbox limit 1").toArray().length === 0;
    },
  };
}
