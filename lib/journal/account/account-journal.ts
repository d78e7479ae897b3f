/** A user's account, opened: the one durable thing between a step that cost something and the ledger. */
import type { Sql, Transact } from "../sql.ts";
import { upgrade } from "../upgrade.ts";
import { type Charges, openCharges } from "./charges.ts";
import { type AccountFacts, openAccountFacts } from "./facts.ts";
import { type Holds, openHolds } from "./holds.ts";
import { accountVersions } from "./schema.ts";
import { openSlots, type Slots } from "./slots.ts";
import { openSpending, type Spending } from "./spending.ts";

export type AccountJournal = {
  readonly transact: Transact;
  readonly charges: Charges;
  readonly holds: Holds;
  readonly slots: Slots;
  readonly facts: AccountFacts;
  readonly spending: Spending;
};

export function openAccountJournal(sql: Sql, transact: Transact): AccountJournal {
  transact(() => upgrade(sql, accountVersions));
  return {
    transact,
    charges: openCharges(sql),
    holds: openHolds(sql),
    slots: openSlots(sql),
    facts: openAccountFacts(sql),
    spending: openSpending(sql),
  };
}
