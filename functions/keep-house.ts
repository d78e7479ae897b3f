/**
 * Retention, where Postgres is awake anyway: behind a flush, once a day. Nobody wakes it for this alone, so while
 * nobody writes at all nothing is deleted either.
 */
import { describeError } from "../lib/ops/describe-error.ts";
import { claimChore, leaveChore } from "../lib/store/chores.ts";
import { deleteOldContent } from "../lib/store/delete-old.ts";
import type { Services } from "./compose.ts";

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** A few seconds' work; a first run over years of content takes several flushes. */
const batchRows = 1000;
const maxBatches = 10;

/** When this isolate last asked whether it is due. */
const askedAtMs = new WeakMap<Services, number>();

/** Never rejects. */
export async function keepHouse(services: Services): Promise<void> {
  const { store, clock, log, config } = services;
  const nowMs = clock.now();
  if (nowMs - (askedAtMs.get(services) ?? 0) < hourMs) return;
  askedAtMs.set(services, nowMs);
  const chore = { name: "retention", nowMs, untilMs: nowMs + dayMs } as const;
  try {
    if (!(await claimChore(store, chore))) return;
    const beforeMs = nowMs - config.CONTENT_RETENTION_DAYS * dayMs;
    const deleted = await deleteOldContent(store, { beforeMs, batchRows, maxBatches });
    log.info("retention.done", deleted);
    if (deleted.isComplete) return;
    await leaveChore(store, chore);
    askedAtMs.delete(services);
  } catch (thrown) {
    log.warn("retention.failed", { ...describeError(thrown) });
  }
}
