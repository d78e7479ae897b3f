/** What was asked of Postgres lately, so that a bench can tell whose request it was. */

export type RecordedRequest = {
  /** Epoch milliseconds at which it came. */
  readonly atMs: number;
  /** As sent, without their parameters: those are people's. */
  readonly statements: readonly string[];
};

const kept = 1000;

export class RequestLog {
  #recent: RecordedRequest[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get recent(): readonly RecordedRequest[] {
    return this.#recent;
  }

  add(statements: readonly string[]): void {
    this.#count += 1;
    this.#recent.push({ atMs: Date.now(), statements });
    if (this.#recent.length > kept) this.#recent.shift();
  }
}
