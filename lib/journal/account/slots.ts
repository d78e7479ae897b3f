/** A user's turns at work, and those begun a short while ago. */
import type { ThreadId } from "../../model/ids.ts";
import type { Sql } from "../sql.ts";

export type Slots = ReturnType<typeof openSlots>;

type Count = { count: number };

export function openSlots(sql: Sql) {
  const count = (query: string, ...bindings: (string | number)[]): number =>
    sql.exec<Count>(query, ...bindings).toArray()[0]?.count ?? 0;

  return {
    /** The places that other threads have. */
    takenBeside(threadId: ThreadId, nowMs: number): number {
      const query = "select count(*) as count from slots where thread_id <> ? and expires_at > ?";
      return count(query, threadId, nowMs);
    },

    /** Gives the ticket. What this thread had before is over, and its holds with it. */
    take(threadId: ThreadId, { nowMs, untilMs }: { nowMs: number; untilMs: number }): number {
      sql.exec("delete from slots where expires_at <= ?", nowMs);
      sql.exec("delete from begun where at < ?", nowMs - keepBegunMs);
      const [begun] = sql
        .exec<{ ticket: number }>("insert into begun (at) values (?) returning ticket", nowMs)
        .toArray();
      const ticket = begun?.ticket ?? 0;
      sql.exec(
        `insert into slots (thread_id, ticket, expires_at) values (?, ?, ?) on conflict (thread_id)
         do update set ticket = excluded.ticket, expires_at = excluded.expires_at`,
        threadId,
        ticket,
        untilMs,
      );
      sql.exec(
        "delete from holds where ticket is not null and ticket not in (select ticket from slots)",
      );
      return ticket;
    },

    release(ticket: number): void {
      sql.exec("delete from slots where ticket = ?", ticket);
      sql.exec("delete from holds where ticket = ?", ticket);
    },

    begunSince(sinceMs: number): number {
      return count("select count(*) as count from begun where at > ?", sinceMs);
    },

    /** When the oldest turn begun since then was begun; null where there is none. */
    oldestBegunSinceMs(sinceMs: number): number | null {
      const query = "select min(at) as at from begun where at > ?";
      return sql.exec<{ at: number | null }>(query, sinceMs).toArray()[0]?.at ?? null;
    },

    /** True once per thread, until {@link knowBalance}. */
    trust(threadId: ThreadId): boolean {
      const query = "insert or ignore into trusted (thread_id) values (?) returning thread_id";
      return sql.exec(query, threadId).toArray().length === 1;
    },

    knowBalance(): void {
      sql.exec("delete from trusted");
    },
  };
}

/** As long as the longest limit that looks back. */
const keepBegunMs = 60 * 60 * 1000;
