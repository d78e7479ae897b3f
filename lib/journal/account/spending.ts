/** What each user has spent on a day, in the one account that counts for all. */
import type { UserId } from "../../model/ids.ts";
import { type NanoUsd, nanoUsd } from "../../model/money.ts";
import type { Sql } from "../sql.ts";

export type Spending = ReturnType<typeof openSpending>;

/** `day` counts days of UTC. */
export type DaySpent = {
  readonly day: number;
  readonly userId: UserId;
  readonly amountNanoUsd: NanoUsd;
};

export function openSpending(sql: Sql) {
  return {
    /** The user's whole day so far: however often and in whatever order it comes, it counts once. */
    report({ day, userId, amountNanoUsd }: DaySpent): void {
      sql.exec(
        `insert into spending (day, user_id, amount) values (?, ?, ?) on conflict (day, user_id)
         do update set amount = max(amount, excluded.amount)`,
        day,
        userId,
        amountNanoUsd,
      );
      sql.exec("delete from spending where day < ?", day - 1);
    },

    totalNanoUsd(day: number): NanoUsd {
      const query = "select sum(amount) as amount from spending where day = ?";
      const [row] = sql.exec<{ amount: number | null }>(query, day).toArray();
      return nanoUsd(row?.amount ?? 0);
    },
  };
}
