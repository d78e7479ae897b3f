/** Everything a turn waits for, asked for while its window is still open: what was said before, and whether it may begin. */
import type { Journal } from "../journal/journal.ts";
import { isSpoken } from "../model/attachment.ts";
import type { Inbound } from "../model/inbound.ts";
import type { TurnState } from "../model/turn-state.ts";
import { Clearance } from "./clearance.ts";
import { HistoryAhead } from "./history-ahead.ts";
import type { Prepared } from "./run-open-turn.ts";
import type { ThreadPorts } from "./thread-ports.ts";

export class PrepareTurn {
  readonly #history: HistoryAhead;
  readonly #clearance: Clearance;

  constructor(journal: Journal, ports: ThreadPorts) {
    this.#history = new HistoryAhead(journal, ports);
    this.#clearance = new Clearance(journal, ports);
  }

  /** Does nothing where it is under way already. */
  begin({ content }: Pick<Inbound, "content">): void {
    this.#history.begin();
    // What is spoken is paid before its turn, and the account tells of an empty balance once, not twice.
    const speaks = content.kind === "file" && isSpoken(content.attachment);
    if (!speaks) this.#clearance.begin();
  }

  historySettled(): Promise<void> {
    return this.#history.settled();
  }

  async of(turn: TurnState): Promise<Prepared> {
    const asked = [this.#history.of(turn), this.#clearance.of(turn)] as const;
    const [history, clearance] = await Promise.all(asked);
    return { history, clearance };
  }

  /** Where no turn came of the window. */
  discardUnneeded(): Promise<void> {
    return this.#clearance.discardUnneeded();
  }
}
