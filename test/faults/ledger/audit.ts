/** Holds what stands in Postgres against the plan: every key once, none lost, every balance the sum. */
import type { UserId } from "../../../lib/model/ids.ts";
import type { LedgerEntry, LedgerOperation } from "../../../lib/model/ledger-entry.ts";
import { nanoUsd, sumNanoUsd } from "../../../lib/model/money.ts";
import { checkLedger } from "../../../lib/store/check-ledger.ts";
import type { Store } from "../../../lib/store/open-store.ts";
import { readBalance } from "../../../lib/store/read-balance.ts";
import { readOperations } from "../../../lib/store/read-operations.ts";
import type { Plan } from "./plan.ts";

const pageSize = 5000;

/** Sentences on what is wrong; none where all is right. */
export async function audit(
  store: Store,
  plan: Plan,
  applied: readonly string[],
): Promise<readonly string[]> {
  const ledger = (await Promise.all(plan.users.map((user) => wholeLedger(store, user)))).flat();
  const { problems } = await checkLedger(store, { sinceMs: null, limit: 100 });
  return [
    ...problems.map(({ userId, reason, detail }) => `user ${userId}: ${reason} (${detail})`),
    ...wrongEntries(plan, ledger),
    ...(await wrongBalances(store, plan, ledger)),
    ...twice(ledger.map(({ key }) => key)).map((key) => `${key} stands in the ledger twice`),
    ...twice(applied).map((key) => `${key} was called applied twice`),
  ];
}

function wrongEntries({ certain, possible }: Plan, ledger: readonly LedgerOperation[]): string[] {
  const found = new Map(ledger.map((operation) => [operation.key, operation]));
  const isAs = (entry: LedgerEntry, operation: LedgerOperation) =>
    operation.userId === entry.userId &&
    operation.amountNanoUsd === entry.amountNanoUsd &&
    operation.kind === entry.kind;
  return [
    ...[...certain.keys()].filter((key) => !found.has(key)).map((key) => `${key} is lost`),
    ...ledger.flatMap((operation) => {
      const asked = certain.get(operation.key) ?? possible.get(operation.key);
      if (asked === undefined) return [`${operation.key} was never asked for`];
      return isAs(asked, operation) ? [] : [`${operation.key} differs from what was asked`];
    }),
  ];
}

/** Worked out here from what was asked, not from what the ledger says of itself. */
async function wrongBalances(
  store: Store,
  { users, certain, possible }: Plan,
  ledger: readonly LedgerOperation[],
): Promise<string[]> {
  const refunds = ledger.flatMap(({ key }) => possible.get(key) ?? []);
  const asked = Map.groupBy([...certain.values(), ...refunds], ({ userId }) => userId);
  const wrong = users.map(async (user) => {
    const sum = sumNanoUsd((asked.get(user) ?? []).map(({ amountNanoUsd }) => amountNanoUsd));
    const balance = await readBalance(store, user);
    if (balance?.heldNanoUsd !== nanoUsd(0)) return [`user ${user}: a refund was left open`];
    if (balance.balanceNanoUsd === sum) return [];
    return [`user ${user}: balance ${balance.balanceNanoUsd}, asked for ${sum}`];
  });
  return (await Promise.all(wrong)).flat();
}

async function wholeLedger(store: Store, user: UserId): Promise<LedgerOperation[]> {
  const operations: LedgerOperation[] = [];
  for (;;) {
    const last = operations.at(-1);
    const before = last === undefined ? {} : { beforeSeq: last.ledgerSeq };
    const page = await readOperations(store, user, { limit: pageSize, ...before });
    operations.push(...page);
    if (page.length < pageSize) return operations;
  }
}

function twice(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}
