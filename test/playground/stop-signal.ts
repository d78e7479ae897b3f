/** Ctrl-C and its relatives: the first asks for an orderly stop, the second ends everything at once. */

/** npm, a wrapper and the terminal may each pass on the same Ctrl-C. */
const SAME_PRESS_MS = 500;
const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Aborts at the first signal. A second one exits the process with 130; the children end with us,
 * because each holds a pipe that closes when we are gone.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  let firstMs = 0;
  const onSignal = () => {
    const nowMs = performance.now();
    if (stopping.signal.aborted && nowMs - firstMs > SAME_PRESS_MS) process.exit(130);
    if (stopping.signal.aborted) return;
    firstMs = nowMs;
    stopping.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return stopping.signal;
}
