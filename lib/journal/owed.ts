/** What this thread's turns have cost and their places that are free again, until the account has heard of it. */
import type { Owed } from "../model/account.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import type { Sql } from "./sql.ts";

export type OwedStore = ReturnType<typeof openOwed>;

export function openOwed(sql: Sql) {
  const all = (): Owed[] =>
    sql
      .exec<{ owed: string }>("select owed from owed order by rowid")
      .toArray()
      .map(({ owed }) => JSON.parse(owed) as Owed);

  return {
    all,

    charges: (): LedgerEntry[] =>
      all().flatMap((owed) => (owed.kind === "charge" ? [owed.entry] : [])),

    /** What is owed already stays as it is. */
    add(owed: Owed): void {
      sql.exec(
        "insert or ignore into owed (key, owed) values (?, ?)",
        keyOf(owed),
        JSON.stringify(owed),
      );
    },

    remove(owed: readonly Owed[]): void {
      for (const each of owed) sql.exec("delete from owed where key = ?", keyOf(each));
    },
  };
}

function keyOf(owed: Owed): string {
  return owed.kind === "charge" ? owed.entry.key : `release:${owed.ticket}`;
}
