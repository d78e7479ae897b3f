/** What a thread does at any time, also beside a turn: fetch media, answer commands, relay, forget. */
import type { DeadlineName } from "../journal/deadlines.ts";
import type { Journal } from "../journal/journal.ts";
import { describeError } from "../ops/describe-error.ts";
import { pruneEveryMs } from "./accept-inbound.ts";
import { answerCommands } from "./answer-commands.ts";
import { expireFiles } from "./expire-files.ts";
import { ownerOf } from "./owner-of.ts";
import { relayDue } from "./relay-due.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** What failed for no known reason is tried again after this long. */
const retryMs = 5000;

export class ServeDue {
  readonly #journal: Journal;
  readonly #ports: ThreadPorts;
  readonly #fetchMedia: () => void;
  isBusy = false;

  constructor(journal: Journal, ports: ThreadPorts, fetchMedia: () => void) {
    this.#journal = journal;
    this.#ports = ports;
    this.#fetchMedia = fetchMedia;
  }

  /** Never rejects. False where it was at work already. */
  async takeUp(): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    const { deadlines, facts } = this.#journal;
    const { clock, log } = this.#ports;
    try {
      await this.#serve((name) => deadlines.isDue(name, clock.now()));
    } catch (thrown) {
      log.error("thread.serve_failed", { thread: facts.read().threadId, ...describeError(thrown) });
      deadlines.set("commands", clock.now() + retryMs);
    } finally {
      this.isBusy = false;
    }
    return true;
  }

  async #serve(isDue: (name: DeadlineName) => boolean): Promise<void> {
    if (isDue("media")) this.#fetchMedia();
    if (isDue("commands")) await answerCommands(this.#journal, this.#ports);
    if (isDue("relay")) await relayDue(this.#journal, ownerOf(this.#journal).threadId, this.#ports);
    if (isDue("files")) expireFiles(this.#journal, this.#ports);
    if (isDue("prune")) this.#prune();
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
