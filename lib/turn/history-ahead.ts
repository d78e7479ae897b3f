/** What the next turn must know of the thread, read while its window is still open (P3). */
import type { Journal } from "../journal/journal.ts";
import type { TurnState } from "../model/turn-state.ts";
import { filesQuery } from "./files-query.ts";
import type { History } from "./history.ts";
import { historyQuery } from "./history-query.ts";
import { inherit } from "./inherit.ts";
import { noteKept } from "./note-kept.ts";
import { ownerOf } from "./owner-of.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** The window has time for it; what it computes must not stand before the acknowledgement. */
const acknowledgeFirstMs = 5;

export class HistoryAhead {
  readonly #journal: Journal;
  readonly #ports: ThreadPorts;
  #history: Promise<History> | null = null;

  constructor(journal: Journal, ports: ThreadPorts) {
    this.#journal = journal;
    this.#ports = ports;
  }

  /** Does nothing where it is being read already. */
  begin(): void {
    this.#history ??= this.#readSoon();
  }

  async settled(): Promise<void> {
    await this.#history;
  }

  /** What was read ahead, if it is still what this turn must see; else it is read now. */
  async of(turn: TurnState): Promise<History> {
    const ahead = await this.#history;
    this.#history = null;
    const lastSeq = turn.userSeq - 1;
    const fits = ahead?.query.epoch === turn.epoch && ahead.query.lastSeq === lastSeq;
    return ahead && fits ? ahead : this.#read(turn.epoch, lastSeq);
  }

  async #readSoon(): Promise<History> {
    await this.#ports.clock.sleep(acknowledgeFirstMs, new AbortController().signal);
    // What must wait is asked for again when the window closes.
    await inherit(this.#journal, this.#ports);
    const { epoch, lastSeq } = this.#journal.facts.read();
    return this.#read(epoch, lastSeq);
  }

  async #read(epoch: number, lastSeq: number): Promise<History> {
    const query = historyQuery(this.#journal, { ...ownerOf(this.#journal), epoch, lastSeq });
    const files = filesQuery(this.#journal, this.#ports.clock.now());
    const history = await this.#ports.readHistory({ ...query, files });
    noteKept(this.#journal, history);
    return history;
  }
}
