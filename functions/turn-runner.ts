/** Hands a turn to the Claude worker and holds the one way to stop it. */
import type { Journal } from "../lib/journal/journal.ts";
import { threadId } from "../lib/model/ids.ts";
import type { StopCause } from "../lib/model/turn.ts";
import type { TurnEnd, TurnOrder } from "../lib/turn/desk.ts";
import { draftIdOf } from "../lib/turn/draft-id.ts";
import type { MadeChange } from "../lib/turn/made-files.ts";
import type { ThreadPorts } from "../lib/turn/thread-ports.ts";
import type { Services } from "./compose.ts";
import { copyPending } from "./copy-pending.ts";
import { TurnDesk } from "./turn-desk.ts";

type Surroundings = {
  readonly ctx: DurableObjectState;
  readonly services: Services;
  readonly journal: Journal;
  /** Null where billing is off. */
  readonly accountOf: ThreadPorts["accountOf"];
  /** Called when the thread owes something that it did not owe before. */
  readonly owes: () => void;
};

export class TurnRunner {
  readonly #around: Surroundings;
  #running: { readonly draftId: number; readonly desk: TurnDesk } | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Rejects where the worker died. */
  async run(order: TurnOrder): Promise<TurnEnd> {
    const { ctx, services, journal } = this.#around;
    const { clock, log } = services;
    const { accountOf, owes } = this.#around;
    const account = accountOf && (() => accountOf(order.thread.userId));
    const onFiles = (change: MadeChange) =>
      copyPending(this.#around, threadId(order.thread), change);
    const ref = { turnId: order.turnId, attempt: order.attempt, account, owes };
    const desk = new TurnDesk({ journal, clock, log, onFiles }, ref);
    this.#running = { draftId: draftIdOf(order.turnId, order.attempt), desk };
    const ended = new AbortController();
    const limit = this.#limit(desk, ended.signal);
    try {
      return await ctx.exports.ClaudeWorker.run(order, desk);
    } finally {
      ended.abort();
      await limit;
      desk.close();
      this.#running = null;
    }
  }

  /** False where no attempt runs. */
  stop(cause: StopCause): boolean {
    void this.#running?.desk.stop(cause);
    return this.#running !== null;
  }

  interruptAfterTools(): void {
    this.#running?.desk.interruptAfterTools();
  }

  /** False where that draft's attempt is not the one that runs. */
  stopDraft(draftId: number): boolean {
    if (this.#running?.draftId !== draftId) return false;
    this.stop("stopped");
    return true;
  }

  /** A turn that takes too long is stopped like by its user: what came so far is kept. */
  async #limit(desk: TurnDesk, ended: AbortSignal): Promise<void> {
    const { clock, config } = this.#around.services;
    await clock.sleep(config.TURN_LIMIT_MS, ended);
    if (!ended.aborted) await desk.stop("stopped");
  }
}
