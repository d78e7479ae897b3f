/** First come, first served: PGlite has one backend, and its sessions take turns. */

export type Release = () => void;

export class FifoLock {
  #last: Promise<void> = Promise.resolve();

  /** Resolves, when everyone before has released, with the caller's own release. */
  async acquire(): Promise<Release> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#last;
    this.#last = promise;
    await before;
    return resolve;
  }
}
