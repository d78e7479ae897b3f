/** Ends a stream in which nothing happens any more; pings are no news (faults F26). */
import type { Clock } from "../model/clock.ts";

export type Listening = {
  /** Ends the stream from outside. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly idleMs: number;
};

export function watchSilence({ signal, clock, idleMs }: Listening) {
  const silent = new AbortController();
  const closed = new AbortController();
  let heardAtMs = clock.now();

  const watch = async () => {
    for (let leftMs = idleMs; leftMs > 0; leftMs = heardAtMs + idleMs - clock.now()) {
      await clock.sleep(leftMs, closed.signal);
      if (closed.signal.aborted) return;
    }
    silent.abort();
  };
  // A sleep never rejects, and neither does this.
  void watch();

  return {
    signal: AbortSignal.any([signal, silent.signal]),
    heard: () => {
      heardAtMs = clock.now();
    },
    close: () => closed.abort(),
  };
}
