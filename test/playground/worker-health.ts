/** Waits for a local worker to answer GET /health with 200. */
import { setTimeout as sleep } from "node:timers/promises";

/** Bundling and starting workerd, on a machine that does much else. */
const LISTEN_LIMIT_MS = 90_000;
/** A worker that answers and is still unwell after this long is configured wrongly, not slow. */
const UNWELL_LIMIT_MS = 5_000;
const POLL_MS = 50;

/** null when it is healthy or `signal` aborted; otherwise why waiting longer makes no sense. */
export async function untilHealthy(port: number, signal: AbortSignal): Promise<string | null> {
  const startedMs = performance.now();
  let answeredMs: number | null = null;
  while (!signal.aborted) {
    const status = await healthStatus(port, signal);
    if (status === 200) return null;
    const nowMs = performance.now();
    if (status !== null) answeredMs ??= nowMs;
    if (answeredMs !== null && nowMs - answeredMs > UNWELL_LIMIT_MS) {
      return `GET /health answers ${status ?? "no more"}`;
    }
    if (nowMs - startedMs > LISTEN_LIMIT_MS) {
      return `nobody listened on port ${port} within ${LISTEN_LIMIT_MS / 1000} s`;
    }
    await sleep(POLL_MS);
  }
  return null;
}

/** null where nobody answers. */
async function healthStatus(port: number, signal: AbortSignal): Promise<number | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`, { signal });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
