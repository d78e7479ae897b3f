/** What the writers are to bring into the ledger, and what must stand there afterwards: all decided by a seed. */
import {
  chargeEntry,
  paymentEntry,
  refundEntry,
  type StarsPayment,
  starterEntry,
  topupEntry,
} from "../../../lib/billing/ledger-entries.ts";
import type { TurnId, UpdateId, UserId } from "../../../lib/model/ids.ts";
import type { LedgerEntry } from "../../../lib/model/ledger-entry.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { seededRandom, shuffled } from "../../lib/seeded-random.ts";

export type Task =
  | { readonly kind: "settle"; readonly entries: readonly LedgerEntry[] }
  | { readonly kind: "pay"; readonly paid: StarsPayment }
  /** Telegram gives the Stars back, or refuses to: the same for everybody who asks. */
  | { readonly kind: "refund"; readonly paid: StarsPayment; readonly isGranted: boolean };

export type Plan = {
  /** Each operation once to three times, out of order. */
  readonly tasks: readonly Task[];
  /** By key: in the ledger afterwards, whatever happened on the way. */
  readonly certain: ReadonlyMap<string, LedgerEntry>;
  /** By key: there if their refund could be opened. */
  readonly possible: ReadonlyMap<string, LedgerEntry>;
  readonly users: readonly UserId[];
};

const userCount = 40;
const maxCopies = 3;
const maxBatch = 12;

export function makePlan(seed: number, operations: number): Plan {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const users = Array.from({ length: userCount }, (_, index) => (1000 + index) as UserId);
  const anyone = () => users[below(users.length)] ?? (1000 as UserId);

  const entries = users.map((user) => starterEntry(user, nanoUsd(100_000_000)));
  const payments: (StarsPayment & { isGranted: boolean })[] = [];
  for (let index = entries.length; index < operations; index += 1) {
    const userId = anyone();
    const chance = random();
    if (chance < 0.06) {
      const stars = 1 + below(2500);
      const creditedNanoUsd = nanoUsd(stars * 6_500_000);
      const chargeId = `stx-${index}`;
      payments.push({ userId, chargeId, stars, creditedNanoUsd, isGranted: random() < 0.5 });
    } else if (chance < 0.1) {
      const amountNanoUsd = nanoUsd(1 + below(10_000_000_000) - 2_000_000_000 || 1);
      entries.push(
        topupEntry({ userId, updateId: index as UpdateId, adminId: anyone(), amountNanoUsd }),
      );
    } else {
      const step = {
        userId,
        turnId: `turn-${index}` as TurnId,
        attempt: 1 + below(2),
        step: below(100),
      };
      entries.push(chargeEntry(step, nanoUsd(below(30_000_000)), "a charge"));
    }
  }

  const copies = <T>(item: T): T[] => Array.from({ length: 1 + below(maxCopies) }, () => item);
  const pay = payments.flatMap((paid) => copies<Task>({ kind: "pay", paid }));
  const refund = payments
    .filter(() => random() < 0.4)
    .flatMap((paid) => copies<Task>({ kind: "refund", paid, isGranted: paid.isGranted }));
  const settle = batches(shuffled(entries.flatMap(copies), random), below);
  return {
    tasks: shuffled([...settle, ...pay, ...refund], random),
    certain: byKey([...entries, ...payments.map(paymentEntry)]),
    possible: byKey(payments.filter(({ isGranted }) => isGranted).map(refundEntry)),
    users,
  };
}

/** A statement carries entries of one user, as an account sends them; one in ten those of two. */
function batches(entries: readonly LedgerEntry[], below: (limit: number) => number): Task[] {
  const batchesOf = [...Map.groupBy(entries, ({ userId }) => userId).values()].flatMap((own) => {
    const cut: LedgerEntry[][] = [];
    for (let start = 0, size = 0; start < own.length; start += size) {
      size = 1 + below(maxBatch);
      cut.push(own.slice(start, start + size));
    }
    return cut;
  });
  return batchesOf.map((own) => {
    const other = below(10) === 0 ? (batchesOf[below(batchesOf.length)] ?? []) : [];
    return { kind: "settle", entries: [...own, ...other] };
  });
}

function byKey(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}
