/** Knows one user's balance: the last one Postgres told, less what it has not been told yet. */
import type { AccountJournal } from "../journal/account/account-journal.ts";
import type { UserId } from "../model/ids.ts";
import type { LedgerEntry, Settled } from "../model/ledger-entry.ts";
import { type NanoUsd, nanoUsd } from "../model/money.ts";
import { oneAtATime } from "../model/one-at-a-time.ts";
import { describeError } from "../ops/describe-error.ts";
import type { AccountPorts, BalanceAt } from "./account-ports.ts";
import { mayRequest } from "./gate.ts";
import { starterEntry } from "./ledger-entries.ts";

/** One statement: more would be a long lock for one user's row. */
const maxEntriesAtOnce = 200;

/** A turn of somebody unknown waits so long for Postgres, which may be waking up; then it begins on trust. */
const firstSightMs = 3000;

/** When a balance was confirmed that only Redis knows: never. */
const hearsayAtMs = 0;

export class BalanceKeeper {
  readonly #journal: AccountJournal;
  readonly #ports: AccountPorts;
  /** A balance read beside a charge on its way could be taken for one without it. */
  readonly #inTurn = oneAtATime();
  #refreshing: Promise<void> | null = null;

  constructor(journal: AccountJournal, ports: AccountPorts) {
    this.#journal = journal;
    this.#ports = ports;
  }

  /** Null where nobody has told it yet. */
  current(): NanoUsd | null {
    const { facts, charges, holds } = this.#journal;
    const known = facts.get("balance");
    if (!known) return null;
    const setAside = holds.setAsideNanoUsd();
    return nanoUsd(known.balanceNanoUsd + charges.unsettledNanoUsd() - setAside);
  }

  /**
   * At once where it is known, however old; else Redis is asked, then Postgres. Null where nobody knows. What may
   * begin ends with a charge, and who settles that hears the balance: Postgres is woken only where a no would rest
   * on old knowledge, for the next time.
   */
  async find(userId: UserId): Promise<NanoUsd | null> {
    if (!this.#journal.facts.get("balance")) await this.#ask(userId);
    else if (this.#isStale() && !this.#mayBegin()) this.#ports.inBackground(this.refresh(userId));
    return this.current();
  }

  /** Never rejects: where Postgres is away, what was known stays. */
  refresh(userId: UserId): Promise<void> {
    this.#refreshing ??= this.#refresh(userId).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** Everything Postgres does not have. Rejects where it is away. */
  async settle(): Promise<void> {
    const { charges } = this.#journal;
    while (charges.unsettled(1).length > 0)
      await this.#inTurn(() => this.#bring(charges.unsettled(maxEntriesAtOnce)));
  }

  /** What a new user begins with, before anything else of theirs is booked. Rejects where Postgres is away. */
  async welcome(userId: UserId): Promise<void> {
    await this.#inTurn(() => this.#bringWelcomed(userId, []));
  }

  /** Rejects where Postgres is away. */
  credit(entry: LedgerEntry): Promise<Settled> {
    return this.#inTurn(async () => {
      const settled = (await this.#bringWelcomed(entry.userId, [entry])).at(-1);
      if (!settled) throw new Error("the ledger did not answer to an entry");
      return settled;
    });
  }

  /** Postgres has told it: of two of its tellings the ledger's count says which is newer. */
  learn(userId: UserId, { balanceNanoUsd, ledgerSeq }: BalanceAt): void {
    const { facts, slots } = this.#journal;
    const known = facts.get("balance");
    const isOlder = known !== null && known.ledgerSeq > ledgerSeq;
    // What Redis has said, whatever it counts to, is nothing against the ledger.
    if (isOlder && known.atMs !== hearsayAtMs) return;
    facts.put("balance", { balanceNanoUsd, ledgerSeq, atMs: this.#ports.clock.now() });
    if (!known) slots.knowBalance();
    this.#ports.inBackground(this.#ports.cacheBalance(userId, { balanceNanoUsd, ledgerSeq }));
  }

  #mayBegin(): boolean {
    const balanceNanoUsd = this.current();
    return balanceNanoUsd !== null && mayRequest({ balanceNanoUsd, holds: [] });
  }

  #isStale(): boolean {
    const { atMs = 0 } = this.#journal.facts.get("balance") ?? {};
    return this.#ports.clock.now() - atMs > this.#ports.rules.staleAfterMs;
  }

  async #ask(userId: UserId): Promise<void> {
    const cached = await this.#ports.cachedBalance(userId);
    if (!cached) return this.#atMost(this.refresh(userId));
    // Of whatever age: it decides until Postgres has answered.
    this.#journal.facts.put("balance", { ...cached, atMs: hearsayAtMs });
    this.#ports.inBackground(this.refresh(userId));
  }

  /** The refresh goes on by itself. */
  async #atMost(refreshed: Promise<void>): Promise<void> {
    const { clock, inBackground } = this.#ports;
    inBackground(refreshed);
    const done = new AbortController();
    const limit = clock.sleep(firstSightMs, done.signal);
    await Promise.race([refreshed, limit]);
    done.abort();
  }

  async #refresh(userId: UserId): Promise<void> {
    try {
      await this.#inTurn(() => this.#read(userId));
    } catch (thrown) {
      this.#ports.log.warn("account.not_refreshed", { user: userId, ...describeError(thrown) });
    }
  }

  /** What must be settled tells the balance too. */
  async #read(userId: UserId): Promise<void> {
    const unsettled = this.#journal.charges.unsettled(maxEntriesAtOnce);
    if ((await this.#bringWelcomed(userId, unsettled)).length > 0) return;
    const balance = await this.#ports.readBalance(userId);
    this.learn(userId, balance ?? { balanceNanoUsd: nanoUsd(0), ledgerSeq: 0 });
  }

  /** Whoever is new gets their starter balance in the same statement, ahead of the rest. */
  async #bringWelcomed(userId: UserId, entries: readonly LedgerEntry[]) {
    const { facts } = this.#journal;
    const { starterNanoUsd } = this.#ports.rules;
    const isNew = starterNanoUsd > 0 && !facts.get("isWelcomed");
    const all = isNew ? [starterEntry(userId, starterNanoUsd), ...entries] : entries;
    if (all.length === 0) return [];
    const settled = await this.#bring(all);
    if (isNew) facts.put("isWelcomed", true);
    return settled;
  }

  async #bring(entries: readonly LedgerEntry[]): Promise<readonly Settled[]> {
    const settled = await this.#ports.settle(entries);
    const { transact, charges } = this.#journal;
    transact(() => {
      charges.settled(
        entries.map(({ key }) => key),
        this.#ports.clock.now(),
      );
      for (const [index, each] of settled.entries()) {
        const { key, balanceAfterNanoUsd: balanceNanoUsd, ledgerSeq, conflict } = each;
        const userId = entries[index]?.userId;
        if (conflict) this.#ports.log.error("account.key_conflict", { user: userId, key });
        if (userId !== undefined && index === settled.length - 1)
          this.learn(userId, { balanceNanoUsd, ledgerSeq });
      }
    });
    return settled;
  }
}
