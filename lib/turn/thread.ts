/** One conversation, awake: takes messages in, closes windows, runs one turn at a time, relays what must last. */
import type { Journal } from "../journal/journal.ts";
import { type Inbound, isForClaude } from "../model/inbound.ts";
import type { Membership } from "../model/membership.ts";
import type { TurnState } from "../model/turn-state.ts";
import { describeError } from "../ops/describe-error.ts";
import { acceptEdit, type EditOutcome } from "./accept-edit.ts";
import { type Acceptance, acceptInbound } from "./accept-inbound.ts";
import { Compaction } from "./compaction.ts";
import { mediaFetcher } from "./fetch-media.ts";
import { inherit, mustInherit } from "./inherit.ts";
import { meetArrivals } from "./meet-arrivals.ts";
import { nextDueMs } from "./next-due.ts";
import { noteMembership } from "./note-membership.ts";
import { obey } from "./obey.ts";
import { PayOwed } from "./pay-owed.ts";
import { PrepareTurn } from "./prepare-turn.ts";
import { runOpenTurn } from "./run-open-turn.ts";
import { sealBatch } from "./seal-batch.ts";
import { ServeDue } from "./serve-due.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { WakeUp } from "./wake-up.ts";

/** What failed for no known reason is tried again after this long. */
const retryMs = 5000;

/**
 * `due`: one may be taken. `running`: from the moment one is taken until its attempt is over. `done`: this alarm
 * has had its turn; a turn may take 14 minutes, and an alarm lives for 15.
 */
type Turn = "due" | "running" | "done";

export class Thread {
  readonly #journal: Journal;
  readonly #ports: ThreadPorts;
  /** True from the alarm's begin to its end: only then may a turn run. */
  #awake = false;
  #turn: Turn = "due";
  readonly #compaction: Compaction;
  readonly #payOwed: PayOwed;
  readonly #serveDue: ServeDue;
  /** What this alarm has begun; it ends with the last of them. */
  readonly #running = new Set<Promise<void>>();
  readonly #prepare: PrepareTurn;
  readonly #wakeUp: WakeUp;

  constructor(journal: Journal, ports: ThreadPorts) {
    this.#journal = journal;
    this.#ports = ports;
    this.#compaction = new Compaction(journal, ports);
    this.#payOwed = new PayOwed(journal, ports);
    const fetchMedia = mediaFetcher(journal, ports, () => this.arm());
    this.#serveDue = new ServeDue(journal, ports, fetchMedia);
    this.#prepare = new PrepareTurn(journal, ports);
    this.#wakeUp = new WakeUp(ports);
  }

  /** Claims and stores in one step; the caller answers Telegram only after this is durable. */
  accept(inbound: Inbound, addressed: boolean): Acceptance {
    const { clock, rules } = this.#ports;
    const acceptance = acceptInbound(this.#journal, {
      inbound,
      addressed,
      nowMs: clock.now(),
      rules,
    });
    if (acceptance !== "accepted") return acceptance;
    if (isForClaude(inbound.content) && this.#turn === "due") this.#prepare.begin(inbound);
    this.#obey(inbound);
    this.arm();
    return acceptance;
  }

  /** What fails here is tried again before the reply. */
  #obey(inbound: Inbound): void {
    try {
      obey(this.#journal, this.#ports, inbound);
    } catch (thrown) {
      this.#logFailure("thread.obey_failed", thrown);
    }
  }

  edit(inbound: Inbound): EditOutcome {
    const { clock, rules } = this.#ports;
    const edit = { inbound, addressed: true, nowMs: clock.now(), rules };
    const outcome = acceptEdit(this.#journal, edit);
    this.arm();
    return outcome;
  }

  /** Whose chat is closed hears nothing more: neither what is being said nor what was put off. */
  noteMembership(membership: Membership): void {
    const nowMs = this.#ports.clock.now();
    const isNews = this.#journal.transact(() => noteMembership(this.#journal, membership, nowMs));
    if (isNews && membership.status !== "active") this.#ports.stopTurn("stopped");
    this.arm();
  }

  applied(rowSeqs: readonly number[]): void {
    const { outbox, deadlines } = this.#journal;
    outbox.remove(rowSeqs);
    if (outbox.nextDueAtMs(0) !== null) return;
    deadlines.clear("relay");
    this.arm();
  }

  /** The alarm. Never throws and leaves the next one set; a second call while one runs changes nothing. */
  async wake(): Promise<void> {
    if (this.#awake) return;
    this.#awake = true;
    try {
      this.#begin();
      while (this.#running.size > 0) await Promise.all(this.#running);
    } finally {
      this.#awake = false;
      this.#turn = "due";
      this.arm();
    }
  }

  /** Sets the moment at which there is something to do again. */
  arm(): void {
    const dueMs = nextDueMs(this.#journal, {
      serving: this.#serveDue.isBusy,
      turnTaken: !this.#mayTakeTurn,
      compacting: this.#compaction.isBusy,
      paying: this.#payOwed.isBusy,
    });
    if (this.#awake) this.#wakeUp.byTimer(dueMs, () => this.#begin());
    else this.#wakeUp.byAlarm(dueMs);
  }

  /** Begins what is due and not under way: a queue that hangs must not keep a turn waiting (faults F64). */
  #begin(): void {
    this.#run(this.#armAfter(this.#serveDue.takeUp()));
    if (this.#mayTakeTurn) this.#run(this.#takeTurn());
    else this.#meetArrivals();
    this.#run(this.#compaction.takeUp());
    this.#run(this.#armAfter(this.#payOwed.takeUp()));
  }

  /** A summary in the making keeps the alarm from ending, and waits itself until no turn is open. */
  get #mayTakeTurn(): boolean {
    return this.#turn === "due" || (this.#turn === "done" && this.#compaction.isBusy);
  }

  #run(work: Promise<void>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  /** What has been done may have left something to do. */
  async #armAfter(work: Promise<boolean>): Promise<void> {
    if ((await work) && this.#awake) this.arm();
  }

  async #takeTurn(): Promise<void> {
    const { turns, deadlines } = this.#journal;
    try {
      if (mustInherit(this.#journal, this.#ports.clock) && !(await this.#inherit())) return;
      const turn = this.#nextTurn();
      if (!turn) return await this.#prepare.discardUnneeded();
      this.#turn = "running";
      await runOpenTurn(this.#journal, await this.#prepare.of(turn), this.#ports);
    } catch (thrown) {
      this.#logFailure("thread.turn_failed", thrown);
      deadlines.set(turns.open() ? "turn" : "window", this.#ports.clock.now() + retryMs);
    }
    if (this.#turn !== "running") return;
    this.#turn = "done";
    if (this.#awake) this.arm();
  }

  /** False where the batch must wait: it is not answered without what was said before it. */
  async #inherit(): Promise<boolean> {
    this.#turn = "running";
    await this.#prepare.historySettled();
    const waitMs = await inherit(this.#journal, this.#ports);
    this.#turn = "due";
    if (waitMs === null) return true;
    this.#journal.deadlines.set("window", this.#ports.clock.now() + waitMs);
    this.arm();
    return false;
  }

  #nextTurn(): TurnState | null {
    const { turns, deadlines } = this.#journal;
    const nowMs = this.#ports.clock.now();
    if (turns.open()) {
      if ((deadlines.at("turn") ?? 0) > nowMs) return null;
      meetArrivals(this.#journal, this.#ports);
      return turns.open();
    }
    if (!deadlines.isDue("window", nowMs)) return null;
    const { turn, hasNotices } = sealBatch(this.#journal, this.#ports);
    if (hasNotices) this.arm();
    return turn;
  }

  #meetArrivals(): void {
    try {
      meetArrivals(this.#journal, this.#ports);
    } catch (thrown) {
      this.#logFailure("thread.arrivals_failed", thrown);
      this.#journal.deadlines.set("window", this.#ports.clock.now() + retryMs);
    }
    this.arm();
  }

  #logFailure(event: string, thrown: unknown): void {
    const thread = this.#journal.facts.read().threadId;
    this.#ports.log.error(event, { thread, ...describeError(thrown) });
  }
}
