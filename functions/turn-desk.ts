/** The desk of a running turn, reachable over RPC: every step of the Claude worker passes here (fencing, P2). */
import { RpcTarget } from "cloudflare:workers";
import { chargeKey } from "../lib/billing/ledger-entries.ts";
import type { Journal } from "../lib/journal/journal.ts";
import type { AccountDesk } from "../lib/model/account.ts";
import type { Clock } from "../lib/model/clock.ts";
import type { MadeRecord } from "../lib/model/made-record.ts";
import type { Message } from "../lib/model/message.ts";
import type { ToolCost } from "../lib/model/tool.ts";
import type { StepUsage, StopCause } from "../lib/model/turn.ts";
import type { Answer, Part, SentPart } from "../lib/model/turn-state.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import type { Log } from "../lib/ops/log.ts";
import { admitTool, type DeskAdmission, type ToolAsked } from "../lib/turn/admit-tool.ts";
import { type AttemptRef, advanceTurn, reportStep } from "../lib/turn/advance-turn.ts";
import { isOver } from "../lib/turn/charge-of-step.ts";
import type { Desk, Stepped } from "../lib/turn/desk.ts";
import {
  deliverPart,
  keepMadeFiles,
  type MadeChange,
  moveMadeFile,
} from "../lib/turn/made-files.ts";
import { noteStop } from "../lib/turn/note-stop.ts";
import { spendOnTool, type ToolRef } from "../lib/turn/spend-on-tool.ts";
import {
  announceStep,
  answerTurn,
  checkpointTurn,
  commitParts,
  confirmPart,
  endStep,
  replanParts,
  type Step,
} from "../lib/turn/turn-phases.ts";

/** Over RPC a function becomes a stub: calling it can fail, and a copy must be made to keep it. */
type Stop = ((cause: StopCause) => void | Promise<void>) &
  Partial<Disposable> & { dup?: () => Stop };

type DeskRef = AttemptRef & {
  /** Null where billing is off. */
  readonly account: (() => AccountDesk) | null;
  /** Called when something is owed that was not before. */
  readonly owes: () => void;
};

type Transition = Parameters<typeof advanceTurn>[2];

export type DeskPorts = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  /** Pending files have changed in the journal. */
  readonly onFiles: (change: MadeChange) => void;
};

export class TurnDesk extends RpcTarget implements Desk {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #onFiles: DeskPorts["onFiles"];
  readonly #ref: DeskRef;
  #stop: Stop | null = null;
  #stopped: StopCause | null = null;
  #endsAfterTools = false;

  constructor({ journal, clock, log, onFiles }: DeskPorts, ref: DeskRef) {
    super();
    this.#journal = journal;
    this.#clock = clock;
    this.#log = log;
    this.#onFiles = onFiles;
    this.#ref = ref;
  }

  async onStop(stop: Stop): Promise<StopCause | null> {
    // A function passed over RPC lives as long as the call; the copy lives as long as the turn.
    this.#stop = stop.dup?.() ?? stop;
    return this.#stopped;
  }

  /** Resolves when the worker has heard of it. */
  async stop(cause: StopCause): Promise<void> {
    this.#stopped ??= cause;
    noteStop(this.#journal, this.#ref, cause);
    // A worker that is gone has nothing left to stop; if it is not, its next step brings it to an end.
    await Promise.resolve(this.#stop?.(this.#stopped)).catch((thrown) => {
      const turn = this.#ref.turnId;
      this.#log.warn("turn.stop_unheard", { turn, ...describeError(thrown) });
    });
  }

  interruptAfterTools(): void {
    this.#endsAfterTools = true;
  }

  /** The copy of a function of the worker keeps both sides in memory until it is given back. */
  close(): void {
    this.#stop?.[Symbol.dispose]?.();
    this.#stop = null;
  }

  async announce(attempt: number, step: Step): Promise<boolean> {
    return this.#advance(attempt, (turn) => announceStep(turn, step, this.#clock.now()));
  }

  async checkpoint(attempt: number, shownText: string, step: StepUsage | null): Promise<boolean> {
    return this.#report(attempt, step, (turn) => checkpointTurn(turn, shownText, step));
  }

  async stepped(attempt: number, { message, text, step, callsTools }: Stepped): Promise<boolean> {
    return this.#report(attempt, step, (turn) => {
      this.#journal.turns.say(message);
      return endStep(checkpointTurn(turn, text, step), callsTools ? "tools" : "running");
    });
  }

  admit(attempt: number, asked: ToolAsked): Promise<DeskAdmission> {
    const { turnId, account } = this.#ref;
    return admitTool(this.#journal, account?.() ?? null, { ...asked, turnId, attempt });
  }

  async spend(attempt: number, tool: ToolRef, cost: ToolCost | null): Promise<void> {
    const { turnId, account, owes } = this.#ref;
    const ref = { turnId, attempt, ...tool };
    spendOnTool(this.#journal, ref, cost);
    // What is not dropped now is dropped when the turn is over.
    if (cost === null)
      return account?.()
        .drop(chargeKey(ref))
        .catch(() => {});
    owes();
  }

  async toolsDone(attempt: number, results: Message): Promise<boolean> {
    const allowed = this.#advance(attempt, (turn) => {
      this.#journal.turns.say(results);
      return { ...turn, phase: "running" };
    });
    // Before the worker may go on: it must not ask Claude again.
    if (allowed && this.#endsAfterTools) await this.stop("interrupted");
    return allowed;
  }

  async keep(attempt: number, kept: readonly MadeRecord[]): Promise<boolean> {
    const allowed = this.#advance(attempt, (turn) => {
      keepMadeFiles(this.#journal, kept);
      return turn;
    });
    if (allowed) this.#onFiles({ kept, gone: [] });
    return allowed;
  }

  async previewed(attempt: number, id: string): Promise<boolean> {
    return this.#advance(attempt, (turn) => {
      moveMadeFile(this.#journal, id, "preview");
      return turn;
    });
  }

  async commit(attempt: number, parts: readonly Part[]): Promise<boolean> {
    return this.#advance(attempt, (turn) => commitParts(turn, parts));
  }

  async answered(attempt: number, answer: Answer, step: StepUsage | null): Promise<boolean> {
    return this.#report(attempt, step, (turn) =>
      answerTurn(checkpointTurn(turn, turn.shownText, step), answer, this.#clock.now()),
    );
  }

  async replan(attempt: number, parts: readonly Part[]): Promise<boolean> {
    return this.#advance(attempt, (turn) => replanParts(turn, parts));
  }

  async sent(attempt: number, part: SentPart): Promise<boolean> {
    let gone: readonly MadeRecord[] = [];
    const allowed = this.#advance(attempt, (turn) => {
      gone = deliverPart(this.#journal, turn, part);
      return confirmPart(turn, part);
    });
    if (gone.length > 0) this.#onFiles({ kept: [], gone });
    return allowed;
  }

  #report(attempt: number, step: StepUsage | null, transition: Transition): boolean {
    const { turnId, owes } = this.#ref;
    const allowed = reportStep(this.#journal, { turnId, attempt }, { step, transition });
    if (step && isOver(step)) owes();
    return allowed;
  }

  #advance(attempt: number, transition: Transition): boolean {
    return advanceTurn(this.#journal, { turnId: this.#ref.turnId, attempt }, transition);
  }
}
