/** Lets code run in slices: each time its fuel is gone it is asked here whether the code may go on. */
import { fuelPerSlice, graceMs, slicesPerSecond } from "../limits.ts";

/** Thrown through the interpreter: no `except` of Python's sees it. */
export class Halt extends Error {}

export type Pace = {
  readonly now: () => number;
  /** Lets everything else in this process have its turn; only then does the clock of a Worker move. */
  readonly rest: () => Promise<void>;
  /** Makes the interpreter ask for signals from now on. */
  readonly listen: () => void;
};

const goOn = 0;
const interrupt = 2;

export class Governor {
  readonly #pace: Pace;
  readonly #timeoutMs: number;
  readonly #beganMs: number;
  #slices = 0;
  #stage: "running" | "due" | "interrupted" = "running";
  #stopped = false;

  constructor(pace: Pace, timeoutMs: number) {
    this.#pace = pace;
    this.#timeoutMs = timeoutMs;
    this.#beganMs = pace.now();
  }

  get wasInterrupted(): boolean {
    return this.#stage !== "running";
  }

  stop(): void {
    this.#stopped = true;
  }

  /**
   * Called from within WebAssembly: when the fuel is gone, and, after `listen`, whenever Python looks for signals.
   * Throws Halt where the code must end now; a promise suspends it.
   */
  check(fuel: WebAssembly.Global): number | Promise<number> {
    if (fuel.value > 0) return this.#signal();
    fuel.value = fuelPerSlice;
    this.#slices += 1;
    this.#judge();
    return this.#pace.rest().then(() => {
      this.#judge();
      return goOn;
    });
  }

  #signal(): number {
    if (this.#stage !== "due") return goOn;
    this.#stage = "interrupted";
    return interrupt;
  }

  #judge(): void {
    const lateMs = this.#pace.now() - this.#beganMs - this.#timeoutMs;
    const lateSlices = this.#slices - (this.#timeoutMs / 1000) * slicesPerSecond;
    if (this.#stopped || lateMs > graceMs || lateSlices > slicesPerSecond) throw new Halt();
    if (this.#stage !== "running" || (lateMs < 0 && lateSlices < 0)) return;
    this.#stage = "due";
    this.#pace.listen();
  }
}
