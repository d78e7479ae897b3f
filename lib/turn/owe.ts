/** Notes what the account must hear: in the transaction of whatever caused it, told as soon as the thread is awake. */
import type { Journal } from "../journal/journal.ts";
import type { Owed } from "../model/account.ts";

/** For whoever is in a transaction already. */
export function owe({ owed, deadlines }: Journal, ...news: readonly Owed[]): void {
  if (news.length === 0) return;
  for (const each of news) owed.add(each);
  deadlines.set("owed", 0);
}
