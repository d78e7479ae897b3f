/** Collects how to undo each thing that was started, so that a failed start and a stop are the same path. */

export class Cleanup {
  readonly #undos: (() => Promise<void>)[] = [];

  defer(undo: () => Promise<void>): void {
    this.#undos.push(undo);
  }

  /** Undoes everything, last first, each even if another failed; throws the failures together. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const undo of this.#undos.splice(0).reverse()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Not everything could be stopped");
  }
}
