/** When a thread acts next by itself: by the object's one alarm, and while that runs by a timer in memory. */
import type { ThreadPorts } from "./thread-ports.ts";

type WakeUpPorts = Pick<ThreadPorts, "clock" | "setAlarm" | "inBackground">;

/** While a turn runs its alarm cannot fire; set this near, it is what wakes a killed object. */
const recoverAfterMs = 1000;

export class WakeUp {
  readonly #ports: WakeUpPorts;
  #timer: AbortController | null = null;

  constructor(ports: WakeUpPorts) {
    this.#ports = ports;
  }

  /**
   * The alarm stands at the moment itself: it is as precise as a timer that would set it, spares that
   * write, and holds nothing in memory.
   */
  byAlarm(dueMs: number | null): void {
    this.#timer?.abort();
    if (dueMs !== null) this.#ports.setAlarm(Math.max(dueMs, this.#ports.clock.now()));
  }

  /** For an alarm that runs already: `wake` is called when it is time, and never where this is set anew before. */
  byTimer(dueMs: number | null, wake: () => void): void {
    this.#timer?.abort();
    const nowMs = this.#ports.clock.now();
    this.#ports.setAlarm(nowMs + recoverAfterMs);
    if (dueMs === null) return;
    const timer = new AbortController();
    this.#timer = timer;
    this.#ports.inBackground(this.#after(dueMs - nowMs, timer.signal, wake));
  }

  async #after(delayMs: number, cancelled: AbortSignal, wake: () => void): Promise<void> {
    await this.#ports.clock.sleep(delayMs, cancelled);
    if (!cancelled.aborted) wake();
  }
}
