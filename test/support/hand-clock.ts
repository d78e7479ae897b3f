/** Time that moves only when a test says so. */
import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../lib/model/clock.ts";

type Sleeper = { readonly untilMs: number; readonly wakeUp: () => void };

export class HandClock implements Clock {
  #nowMs = 0;
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const sleeper = { untilMs: this.#nowMs + Math.max(0, ms), wakeUp: resolve };
      this.#sleepers.push(sleeper);
      signal.addEventListener("abort", () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      });
    });
  }

  /** Everybody who sleeps shorter wakes in turn, and does what there is to do, before this resolves. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (;;) {
      await settled();
      const [next] = this.#sleepers.toSorted((a, b) => a.untilMs - b.untilMs);
      if (!next || next.untilMs > endMs) break;
      this.#nowMs = next.untilMs;
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      next.wakeUp();
    }
    this.#nowMs = endMs;
  }
}

/** Promises that are ready have run. */
export async function settled(): Promise<void> {
  await setImmediate();
}
