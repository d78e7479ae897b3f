/** One conversation, awake: takes messages in, closes windows, runs one turn at a time, relays what must last. */
import type { DeadlineName } from "../journal/deadlines.ts";
import type { Journal } from "../journal/journal.ts";
import { parseThreadId, type ThreadId, type UserId } from "../model/ids.ts";
import { type Inbound, isForClaude } from "../model/inbound.ts";
import type { Membership } from "../model/membership.ts";
import type { TurnState } from "../model/turn-state.ts";
import { describeError } from "../ops/describe-error.ts";
import { acceptEdit, type EditOutcome } from "./accept-edit.ts";
import { type Acceptance, acceptInbound, pruneEveryMs } from "./accept-inbound.ts";
import { answerCommands } from "./answer-commands.ts";
import { Compaction } from "./compaction.ts";
import { mediaFetcher } from "./fetch-media.ts";
import type { History } from "./history.ts";
import { historyQuery } from "./history-query.ts";
import { inherit, mustInherit } from "./inherit.ts";
import { nextDueMs } from "./next-due.ts";
import { noteMembership } from "./note-membership.ts";
import { relayDue } from "./relay-due.ts";
import { runOpenTurn } from "./run-open-turn.ts";
import { sealBatch } from "./seal-batch.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** What failed for no known reason is tried again after this long. */
const retryMs = 5000;
/** The window has time for the prefetch; what it computes must not stand before the acknowledgement. */
const acknowledgeFirstMs = 5;
/** While a turn runs its alarm cannot fire; set this near, it is what wakes a killed object. */
const recoverAfterMs = 1000;

export class Thread {
  readonly #journal: Journal;
  readonly #ports: ThreadPorts;
  /** True from the alarm's begin to its end: only then may a turn run. */
  #awake = false;
  /** One turn per alarm: a turn may take 14 minutes, and an alarm lives for 15. */
  #turnTaken = false;
  #serving = false;
  readonly #compaction: Compaction;
  /** What this alarm has begun; it ends with the last of them. */
  readonly #running = new Set<Promise<void>>();
  #history: Promise<History> | null = null;
  #timer: AbortController | null = null;
  readonly #fetchMedia: () => void;

  constructor(journal: Journal, ports: ThreadPorts) {
    this.#journal = journal;
    this.#ports = ports;
    this.#compaction = new Compaction(journal, ports);
    this.#fetchMedia = mediaFetcher(journal, ports, () => this.arm());
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
    if (isForClaude(inbound.content) && !this.#turnTaken) this.#history ??= this.#prefetch();
    this.arm();
    return acceptance;
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
    if (isNews && membership.status !== "active") this.#ports.stopTurn();
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
      this.#turnTaken = false;
      this.arm();
    }
  }

  /**
   * The alarm stands at the moment itself: it is as precise as a timer that would set it, spares that
   * write, and holds nothing in memory. Only an alarm that runs already needs timers.
   */
  arm(): void {
    this.#timer?.abort();
    const compacting = this.#compaction.isBusy;
    const busy = { serving: this.#serving, turnTaken: this.#turnTaken, compacting };
    const dueMs = nextDueMs(this.#journal, busy);
    const nowMs = this.#ports.clock.now();
    if (this.#awake) this.#ports.setAlarm(nowMs + recoverAfterMs);
    else if (dueMs !== null) this.#ports.setAlarm(Math.max(dueMs, nowMs));
    if (!this.#awake || dueMs === null) return;
    const timer = new AbortController();
    this.#timer = timer;
    this.#ports.inBackground(this.#wakeIn(dueMs - nowMs, timer.signal));
  }

  async #wakeIn(delayMs: number, cancelled: AbortSignal): Promise<void> {
    await this.#ports.clock.sleep(delayMs, cancelled);
    if (!cancelled.aborted) this.#begin();
  }

  /** Begins what is due and not under way: a queue that hangs must not keep a turn waiting (faults F64). */
  #begin(): void {
    if (!this.#serving) this.#run(this.#serve());
    if (!this.#turnTaken) this.#run(this.#takeTurn());
    this.#run(this.#compaction.takeUp());
  }

  #run(work: Promise<void>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  async #takeTurn(): Promise<void> {
    const { turns, deadlines } = this.#journal;
    try {
      if (mustInherit(this.#journal, this.#ports.clock) && !(await this.#inherit())) return;
      const turn = this.#nextTurn();
      if (!turn) return;
      this.#turnTaken = true;
      const history = await this.#historyFor(turn);
      await runOpenTurn(this.#journal, turn, history, this.#ports);
    } catch (thrown) {
      this.#logFailure("thread.turn_failed", thrown);
      deadlines.set(turns.open() ? "turn" : "window", this.#ports.clock.now() + retryMs);
    }
  }

  /** False where the batch must wait: it is not answered without what was said before it. */
  async #inherit(): Promise<boolean> {
    this.#turnTaken = true;
    await this.#history;
    const waitMs = await inherit(this.#journal, this.#ports);
    this.#turnTaken = false;
    if (waitMs === null) return true;
    this.#journal.deadlines.set("window", this.#ports.clock.now() + waitMs);
    this.arm();
    return false;
  }

  #nextTurn(): TurnState | null {
    const { turns, deadlines } = this.#journal;
    const nowMs = this.#ports.clock.now();
    const open = turns.open();
    if (open) return (deadlines.at("turn") ?? 0) > nowMs ? null : open;
    if (!deadlines.isDue("window", nowMs)) return null;
    const { turn, hasNotices } = sealBatch(this.#journal, this.#ports);
    if (hasNotices) this.arm();
    return turn;
  }

  async #prefetch(): Promise<History> {
    await this.#ports.clock.sleep(acknowledgeFirstMs, new AbortController().signal);
    // What must wait is asked for again when the window closes.
    await inherit(this.#journal, this.#ports);
    const { epoch, lastSeq } = this.#journal.facts.read();
    return this.#readHistory(epoch, lastSeq);
  }

  /** What the window prefetched, if it is still what this turn must see. */
  async #historyFor(turn: TurnState): Promise<History> {
    const prefetched = await this.#history;
    this.#history = null;
    const lastSeq = turn.userSeq - 1;
    const fits = prefetched?.query.epoch === turn.epoch && prefetched.query.lastSeq === lastSeq;
    return prefetched && fits ? prefetched : this.#readHistory(turn.epoch, lastSeq);
  }

  #readHistory(epoch: number, lastSeq: number): Promise<History> {
    return this.#ports.readHistory(historyQuery(this.#journal, { ...this.#whose, epoch, lastSeq }));
  }

  /** Everything that does not wait for a turn: commands, the relay, forgetting. */
  async #serve(): Promise<void> {
    this.#serving = true;
    const { deadlines } = this.#journal;
    const isDue = (name: DeadlineName) => deadlines.isDue(name, this.#ports.clock.now());
    try {
      if (isDue("media")) this.#fetchMedia();
      if (isDue("commands")) await answerCommands(this.#journal, this.#ports);
      if (isDue("relay")) await relayDue(this.#journal, this.#whose.threadId, this.#ports);
      if (isDue("prune")) this.#prune();
    } catch (thrown) {
      this.#logFailure("thread.serve_failed", thrown);
      deadlines.set("commands", this.#ports.clock.now() + retryMs);
    } finally {
      this.#serving = false;
    }
    if (this.#awake) this.arm();
  }

  #logFailure(event: string, thrown: unknown): void {
    const thread = this.#journal.facts.read().threadId;
    this.#ports.log.error(event, { thread, ...describeError(thrown) });
  }

  get #whose(): { readonly threadId: ThreadId; readonly userId: UserId } {
    const { threadId } = this.#journal.facts.read();
    const address = threadId === null ? null : parseThreadId(threadId);
    if (threadId === null || address === null)
      throw new Error("this thread has not accepted anything yet");
    return { threadId, userId: address.userId };
  }

  #prune(): void {
    const { inbox, told, deadlines } = this.#journal;
    const nowMs = this.#ports.clock.now();
    inbox.prune(nowMs);
    told.prune(nowMs);
    if (inbox.isEmpty() && !told.hasPrunable()) deadlines.clear("prune");
    else deadlines.set("prune", nowMs + pruneEveryMs);
  }
}
