/** Sums up when it is due, one at a time, beside everything else a thread does. */
import type { Journal } from "../journal/journal.ts";
import { describeError } from "../ops/describe-error.ts";
import { compactThread } from "./compact-thread.ts";
import type { ThreadPorts } from "./thread-ports.ts";

export class Compaction {
  readonly #journal: Journal;
  readonly #ports: ThreadPorts;
  isBusy = false;

  constructor(journal: Journal, ports: ThreadPorts) {
    this.#journal = journal;
    this.#ports = ports;
  }

  /** Never rejects: a conversation that could not be summed up goes on as it is. */
  async takeUp(): Promise<void> {
    const { deadlines } = this.#journal;
    const { clock, log } = this.#ports;
    if (this.isBusy || !deadlines.isDue("compact", clock.now())) return;
    this.isBusy = true;
    try {
      await compactThread(this.#journal, this.#ports);
    } catch (thrown) {
      deadlines.clear("compact");
      log.error("thread.compact_failed", { ...describeError(thrown) });
    } finally {
      this.isBusy = false;
    }
  }
}
