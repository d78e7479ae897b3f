/** The few things an account must remember beside its charges. */
import type { TurnId } from "../../model/ids.ts";
import type { NanoUsd } from "../../model/money.ts";
import type { Sql } from "../sql.ts";

/** The balance as it was after operation `ledgerSeq`, confirmed at `atMs`. */
export type KnownBalance = {
  readonly balanceNanoUsd: NanoUsd;
  readonly ledgerSeq: number;
  readonly atMs: number;
};

export type AccountFactValues = {
  readonly balance: KnownBalance;
  readonly lastTurn: { readonly turnId: TurnId; readonly costNanoUsd: NanoUsd };
  /** The starter balance is in the ledger. */
  readonly isWelcomed: true;
  /** The user has given money: limits for newcomers are over. */
  readonly hasPaid: true;
  /** When they were last told why they get no answer. */
  readonly toldAtMs: number;
  /** Settling failed so many times in a row. */
  readonly failures: number;
  /** What the account that counts for all said last. */
  readonly dailyCap: { readonly day: number; readonly isReached: boolean; readonly atMs: number };
  /** The day whose cap the operators were told of. */
  readonly alertedDay: number;
};

export type AccountFacts = ReturnType<typeof openAccountFacts>;

export function openAccountFacts(sql: Sql) {
  return {
    get<Name extends keyof AccountFactValues>(name: Name): AccountFactValues[Name] | null {
      const [row] = sql
        .exec<{ value: string }>("select value from facts where name = ?", name)
        .toArray();
      return row ? (JSON.parse(row.value) as AccountFactValues[Name]) : null;
    },

    put<Name extends keyof AccountFactValues>(name: Name, value: AccountFactValues[Name]): void {
      sql.exec(
        "insert into facts (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
        name,
        JSON.stringify(value),
      );
    },
  };
}
