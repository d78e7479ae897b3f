/** Tells the account what this thread owes, again and again until it has heard: beside everything else a thread does. */
import type { Journal } from "../journal/journal.ts";
import type { Owed } from "../model/account.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import { describeError } from "../ops/describe-error.ts";
import { ownerOf } from "./owner-of.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** An account that does not answer is asked again after this long. */
const retryMs = 5000;

export class PayOwed {
  readonly #journal: Journal;
  readonly #ports: ThreadPorts;
  isBusy = false;

  constructor(journal: Journal, ports: ThreadPorts) {
    this.#journal = journal;
    this.#ports = ports;
  }

  /** Never rejects. False where there was nothing to do. */
  async takeUp(): Promise<boolean> {
    const { deadlines, owed } = this.#journal;
    const { clock, log } = this.#ports;
    if (this.isBusy || !deadlines.isDue("owed", clock.now())) return false;
    this.isBusy = true;
    try {
      for (let due = owed.all(); due.length > 0; due = owed.all()) await this.#tell(due);
      deadlines.clear("owed");
    } catch (thrown) {
      log.warn("thread.owed_untold", { ...describeError(thrown) });
      deadlines.set("owed", clock.now() + retryMs);
    } finally {
      this.isBusy = false;
    }
    return true;
  }

  /** Charges first: a place that is free again may be taken at once. */
  async #tell(due: readonly Owed[]): Promise<void> {
    const { userId, threadId } = ownerOf(this.#journal);
    const account = this.#ports.accountOf?.(userId);
    if (account) {
      const entries: LedgerEntry[] = [];
      const tickets: number[] = [];
      for (const each of due) {
        if (each.kind === "charge") entries.push(each.entry);
        else tickets.push(each.ticket);
      }
      if (entries.length > 0) await account.charge(entries);
      for (const ticket of tickets) await account.release(ticket);
    } else {
      // Billing was switched off in between.
      this.#ports.log.error("thread.owed_dropped", { thread: threadId, count: due.length });
    }
    this.#journal.owed.remove(due);
  }
}
