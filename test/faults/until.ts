/** Waiting for something to become true that nobody announces. */
import { setTimeout as sleep } from "node:timers/promises";

const pollMs = 25;

/** False where it has not become true in time. */
export async function until(check: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const startedMs = performance.now();
  while (!(await check())) {
    if (performance.now() - startedMs > timeoutMs) return false;
    await sleep(pollMs);
  }
  return true;
}
