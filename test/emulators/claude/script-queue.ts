/** Answers that tests queued, handed out to the first requests that match. */
import type { QueuedScript } from "./control.ts";

export class ScriptQueue {
  #scripts: { readonly script: QueuedScript; left: number }[] = [];

  add(script: QueuedScript): void {
    this.#scripts.push({ script, left: script.times });
  }

  /** The oldest script of this kind whose `match` the last user text contains; used up once taken `times` times. */
  take(answers: QueuedScript["answers"], lastUserText: string): QueuedScript | undefined {
    const found = this.#scripts.find(
      ({ script }) => script.answers === answers && lastUserText.includes(script.match ?? ""),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left === 0) this.#scripts = this.#scripts.filter((queued) => queued !== found);
    return found.script;
  }

  clear(): void {
    this.#scripts = [];
  }
}
