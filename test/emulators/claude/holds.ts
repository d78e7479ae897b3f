/** Named gates where scripted answers wait until a test opens them. */

export class Holds {
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #releasedEarly = new Set<string>();

  /** Ends when released or when `signal` says that the client went away. */
  async wait(name: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#releasedEarly.delete(name)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(name) ?? new Set();
    this.#waiting.set(name, waiting.add(resolve));
    signal.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    waiting.delete(resolve);
  }

  /** Opens for everyone who waits; with nobody there, for the next one who comes. */
  release(name: string): void {
    const waiting = this.#waiting.get(name) ?? new Set();
    if (waiting.size === 0) this.#releasedEarly.add(name);
    for (const resolve of waiting) resolve();
  }

  releaseAll(): void {
    for (const waiting of this.#waiting.values()) for (const resolve of waiting) resolve();
    this.#releasedEarly.clear();
  }
}
