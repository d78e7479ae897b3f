/** The one account that counts for all: what everybody has spent on a day, and whether the operators must know. */
import type { AccountJournal } from "../journal/account/account-journal.ts";
import type { DaySpent } from "../journal/account/spending.ts";
import type { NanoUsd } from "../model/money.ts";

export type Counted = {
  readonly isReached: boolean;
  /** True once a day. */
  readonly isNews: boolean;
  readonly totalNanoUsd: NanoUsd;
};

export function countSpending(
  { transact, spending, facts }: AccountJournal,
  spent: DaySpent,
  capNanoUsd: NanoUsd,
): Counted {
  return transact(() => {
    spending.report(spent);
    const totalNanoUsd = spending.totalNanoUsd(spent.day);
    const isReached = totalNanoUsd >= capNanoUsd;
    const isNews = isReached && (facts.get("alertedDay") ?? 0) < spent.day;
    if (isNews) facts.put("alertedDay", spent.day);
    return { isReached, isNews, totalNanoUsd };
  });
}
