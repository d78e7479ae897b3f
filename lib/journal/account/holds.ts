/** Money set aside: for paid tools at work, and for refunds under way. */
import { type NanoUsd, nanoUsd } from "../../model/money.ts";
import type { Sql } from "../sql.ts";

export type Hold = { readonly key: string; readonly estimateNanoUsd: NanoUsd };
export type Holds = ReturnType<typeof openHolds>;

export function openHolds(sql: Sql) {
  return {
    /** Of paid tools at work. */
    ofTools(): Hold[] {
      return sql
        .exec<{ key: string; estimate: number }>(
          "select key, estimate from holds where ticket is not null order by key",
        )
        .toArray()
        .map(({ key, estimate }) => ({ key, estimateNanoUsd: nanoUsd(estimate) }));
    },

    /** Of refunds under way: not to be spent any more. */
    setAsideNanoUsd(): NanoUsd {
      const query = "select sum(estimate) as amount from holds where ticket is null";
      return nanoUsd(sql.exec<{ amount: number | null }>(query).toArray()[0]?.amount ?? 0);
    },

    put({ key, estimateNanoUsd }: Hold, ticket: number): void {
      sql.exec(
        "insert or ignore into holds (key, ticket, estimate) values (?, ?, ?)",
        key,
        ticket,
        estimateNanoUsd,
      );
    },

    has(key: string): boolean {
      return sql.exec("select 1 as found from holds where key = ?", key).toArray().length > 0;
    },

    drop(key: string): void {
      sql.exec("delete from holds where key = ?", key);
    },

    /** No turn ends it. Set aside again, it is as if it had been so only now. */
    setAside({ key, estimateNanoUsd }: Hold, atMs: number): void {
      sql.exec(
        `insert into holds (key, estimate, at) values (?, ?, ?)
         on conflict (key) do update set at = excluded.at`,
        key,
        estimateNanoUsd,
        atMs,
      );
    },

    dropSetAsideBefore(key: string, beforeMs: number): void {
      sql.exec("delete from holds where key = ? and ticket is null and at < ?", key, beforeMs);
    },
  };
}
