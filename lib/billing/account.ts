/** One user's money and places, one question after the other: the logic of the `Account` Durable Object. */
import type { AccountJournal } from "../journal/account/account-journal.ts";
import type {
  AccountDesk,
  AccountView,
  Asking,
  Authorization,
  HoldAsked,
  RecordingAdmission,
  RecordingAsked,
  SetAside,
  ToolAdmission,
} from "../model/account.ts";
import type { UserId } from "../model/ids.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import { type NanoUsd, nanoUsd } from "../model/money.ts";
import { describeError } from "../ops/describe-error.ts";
import type { AccountPorts } from "./account-ports.ts";
import { BalanceKeeper } from "./balance-keeper.ts";
import { DailyCap } from "./daily-cap.ts";
import { decide, mayTell } from "./decide.ts";
import { admit, heldNanoUsd, mayRequest } from "./gate.ts";

/** Postgres away: asked again after 1 s, 2 s, 4 s … (design §4, "Money"). */
const maxBackoffMs = 5 * 60_000;
/** While an alarm runs the next cannot fire: this near, it is what wakes an object that was killed meanwhile. */
const netMs = 1000;
/** The ticket of what is heard before its turn begins; tickets count from 1, so whatever turn begins next clears it. */
const ofNoTurn = 0;

export class Account implements AccountDesk {
  readonly #journal: AccountJournal;
  readonly #ports: AccountPorts;
  readonly #balance: BalanceKeeper;
  readonly #dailyCap: DailyCap;
  /** When this object last set its alarm for; it may have been set by one before it. */
  #alarmAtMs = 0;

  constructor(journal: AccountJournal, ports: AccountPorts) {
    this.#journal = journal;
    this.#ports = ports;
    this.#balance = new BalanceKeeper(journal, ports);
    this.#dailyCap = new DailyCap(journal, ports);
  }

  async authorize({ userId, threadId, owed }: Asking): Promise<Authorization> {
    this.#note(owed);
    const balanceNanoUsd = await this.#balance.find(userId);
    const isCapReached = this.#dailyCap.isReached(userId);
    const state = { threadId, balanceNanoUsd, isCapReached };
    return this.#journal.transact(() => decide(this.#journal, this.#ports, state));
  }

  async admit({ ticket, key, estimateNanoUsd, owed }: HoldAsked): Promise<ToolAdmission> {
    this.#note(owed);
    const { holds } = this.#journal;
    const balanceNanoUsd = this.#balance.current();
    // Nobody knows: the turn was begun on trust.
    if (balanceNanoUsd === null) return { kind: "admitted" };
    const hold = { key, estimateNanoUsd };
    const admission = admit({ balanceNanoUsd, holds: holds.ofTools() }, hold);
    if ("reason" in admission) return { ...admission, balanceNanoUsd };
    holds.put(hold, ticket);
    return { kind: "admitted" };
  }

  async admitRecording(asked: RecordingAsked): Promise<RecordingAdmission> {
    const { userId, key, estimateNanoUsd, owed } = asked;
    this.#note(owed);
    const balanceNanoUsd = await this.#balance.find(userId);
    if (balanceNanoUsd === null) return { kind: "admitted" };
    const { holds, facts } = this.#journal;
    const gate = { balanceNanoUsd, holds: holds.ofTools() };
    const hold = { key, estimateNanoUsd };
    const isAdmitted = mayRequest(gate) && "kind" in admit(gate, hold);
    if (!isAdmitted)
      return { reason: "insufficient_balance", tell: mayTell(facts, this.#ports.clock.now()) };
    holds.put(hold, ofNoTurn);
    return { kind: "admitted" };
  }

  async drop(key: string): Promise<void> {
    this.#journal.holds.drop(key);
  }

  async charge(entries: readonly LedgerEntry[]): Promise<void> {
    this.#note(entries);
  }

  async release(ticket: number): Promise<void> {
    this.#journal.slots.release(ticket);
  }

  async setAside(userId: UserId, key: string, amountNanoUsd: NanoUsd): Promise<SetAside> {
    const balanceNanoUsd = await this.#balance.find(userId);
    const { holds } = this.#journal;
    const leftNanoUsd = (balanceNanoUsd ?? 0) - this.#heldByToolsNanoUsd();
    if (!holds.has(key) && leftNanoUsd < amountNanoUsd) return { reason: "insufficient_balance" };
    holds.setAside({ key, estimateNanoUsd: amountNanoUsd }, this.#ports.clock.now());
    return { kind: "held" };
  }

  welcome(userId: UserId): Promise<void> {
    return this.#balance.welcome(userId);
  }

  async dropLeftBehind(key: string, beforeMs: number): Promise<boolean> {
    const { holds } = this.#journal;
    holds.dropSetAsideBefore(key, beforeMs);
    return !holds.has(key);
  }

  async credit(entry: LedgerEntry): Promise<NanoUsd> {
    const { balanceAfterNanoUsd } = await this.#balance.credit(entry);
    const { holds, facts } = this.#journal;
    holds.drop(entry.key);
    if (entry.amountNanoUsd > 0) facts.put("hasPaid", true);
    return this.#balance.current() ?? balanceAfterNanoUsd;
  }

  async balance(userId: UserId): Promise<AccountView> {
    const { facts, holds, charges } = this.#journal;
    await this.#balance.refresh(userId);
    return {
      balanceNanoUsd: this.#balance.current(),
      ledgerSeq: facts.get("balance")?.ledgerSeq ?? 0,
      unsettledNanoUsd: charges.unsettledNanoUsd(),
      heldNanoUsd: nanoUsd(this.#heldByToolsNanoUsd() + holds.setAsideNanoUsd()),
      lastTurnCostNanoUsd: facts.get("lastTurn")?.costNanoUsd ?? null,
    };
  }

  /** The alarm. Never throws: what Postgres does not take now it is offered again. */
  async wake(): Promise<void> {
    const { facts, charges } = this.#journal;
    const { clock, log, setAlarm } = this.#ports;
    const [first] = charges.unsettled(1);
    if (!first) return;
    setAlarm(clock.now() + netMs);
    try {
      await this.#balance.settle();
      facts.put("failures", 0);
      this.#alarmAtMs = 0;
      setAlarm(null);
      await this.#dailyCap.report(first.userId);
    } catch (thrown) {
      const failures = (facts.get("failures") ?? 0) + 1;
      facts.put("failures", failures);
      log.warn("account.not_settled", { user: first.userId, failures, ...describeError(thrown) });
      setAlarm(clock.now() + Math.min(maxBackoffMs, 1000 * 2 ** (failures - 1)));
    }
  }

  /** Durable before whoever asked hears anything. */
  #note(entries: readonly LedgerEntry[]): void {
    if (entries.length === 0) return;
    const nowMs = this.#ports.clock.now();
    const { transact, charges, holds } = this.#journal;
    transact(() => {
      for (const entry of entries) {
        holds.drop(entry.key);
        if (charges.note(entry, nowMs)) this.#count(entry);
      }
    });
    this.#arm(nowMs);
  }

  #heldByToolsNanoUsd(): NanoUsd {
    return heldNanoUsd({ holds: this.#journal.holds.ofTools() });
  }

  #count({ turnId, amountNanoUsd }: LedgerEntry): void {
    if (turnId === null) return;
    const { facts } = this.#journal;
    const last = facts.get("lastTurn");
    const before = last?.turnId === turnId ? last.costNanoUsd : nanoUsd(0);
    facts.put("lastTurn", { turnId, costNanoUsd: nanoUsd(before - amountNanoUsd) });
  }

  /** Charges that follow each other are settled together; while Postgres is away its own pace holds. */
  #arm(nowMs: number): void {
    const { facts } = this.#journal;
    if ((facts.get("failures") ?? 0) > 0 || this.#alarmAtMs > nowMs) return;
    this.#alarmAtMs = nowMs + this.#ports.rules.settleAfterMs;
    this.#ports.setAlarm(this.#alarmAtMs);
  }
}
