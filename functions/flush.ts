/** Queue consumer: flush jobs to Postgres, each acknowledged by itself; what can never be stored is kept as a dead letter. */
import { cacheSettings } from "../lib/cache/user-settings.ts";
import { AppError } from "../lib/model/app-error.ts";
import type { FlushJob } from "../lib/model/outbox.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { applyJobs, type InlineJob } from "../lib/store/apply-jobs.ts";
import { batcherOf } from "./batcher-of.ts";
import { type Services, servicesOf } from "./compose.ts";
import { bury } from "./dead-letters.ts";
import type { Env } from "./env.ts";
import { type InlinedJob, inlineJob } from "./inline-job.ts";
import { keepHouse } from "./keep-house.ts";
import type { Surroundings } from "./store-update.ts";

type Delivered = {
  readonly message: Message<FlushJob>;
  readonly inlined: InlinedJob & { readonly job: InlineJob };
};

/** A store that is down is asked again this far apart (design §6). */
const retryDelaySeconds = 15;
const deadQueue = "ferry-flush-dead";

/*
 * A queue counts its retries, whatever they are for. Nothing good is lost to that count: what comes from the
 * dead-letter queue is applied like everything else, and a row that no queue remembers any more is sent again
 * by its thread, which keeps it until Postgres has it.
 */
export async function flush(
  batch: MessageBatch<FlushJob>,
  env: Env,
  ctx: ExecutionContext,
): Promise<void> {
  const around = { env, services: servicesOf(env) };
  const read = await Promise.all(batch.messages.map((message) => open(message, around)));
  const delivered = read.filter((each) => each !== null);
  if (delivered.length === 0) return;
  try {
    await apply(delivered, around);
    ctx.waitUntil(keepHouse(around.services));
  } catch (thrown) {
    around.services.log.warn("flush.failed", { jobs: delivered.length, ...describeError(thrown) });
    const isHopeless = batch.queue === deadQueue && !isStoreAway(thrown);
    for (const { message } of delivered) {
      if (isHopeless) await giveUp(message, around);
      else message.retry({ delaySeconds: retryDelaySeconds });
    }
  }
}

/** Null where nothing of it can be applied now: it is answered already. */
async function open(message: Message<FlushJob>, around: Surroundings): Promise<Delivered | null> {
  try {
    const { job, ...rest } = await inlineJob(message.body, around.env);
    for (const letter of rest.refused) await bury(letter, around);
    if (job !== null) return { message, inlined: { job, ...rest } };
    message.ack();
  } catch (thrown) {
    around.services.log.warn("flush.unread", { ...describeError(thrown) });
    message.retry({ delaySeconds: retryDelaySeconds });
  }
  return null;
}

async function apply(delivered: readonly Delivered[], around: Surroundings): Promise<void> {
  const { store, clock, log } = around.services;
  const jobs = delivered.map(({ inlined }) => inlined.job);
  const beganAtMs = clock.now();
  const { buried, appliedRows: rows } = await applyJobs(store, jobs, clock.now);
  for (const row of buried) log.error("flush.row_buried", { ...row });
  for (const { message } of delivered) message.ack();
  const appliedAtMs = clock.now();
  const oldestMs = Math.min(...delivered.map(({ message }) => message.timestamp.getTime()));
  const figures = { jobs: jobs.length, rows, buriedRows: buried.length };
  const [lagMs, tookMs] = [appliedAtMs - oldestMs, appliedAtMs - beganAtMs];
  log.info("flush.applied", { ...figures, lagMs, tookMs });
  await Promise.all(delivered.map(({ inlined }) => settle(inlined, around)));
}

/** Refused a hundred times, and not for Postgres's sake. */
async function giveUp(message: Message<FlushJob>, around: Surroundings): Promise<void> {
  try {
    await bury({ job: message.body, reason: "retries exhausted" }, around);
    message.ack();
  } catch (thrown) {
    around.services.log.warn("flush.bury_failed", { ...describeError(thrown) });
    message.retry({ delaySeconds: retryDelaySeconds });
  }
}

/** A batcher that cannot be told sends the rows again, and they change nothing. */
async function settle(
  { job, rowSeqs, overflowKeys }: Delivered["inlined"],
  { env, services }: Surroundings,
): Promise<void> {
  const { threadId } = job;
  const untold = await tellCache(job, services);
  try {
    await batcherOf(env, threadId).applied(rowSeqs.filter((rowSeq) => !untold.includes(rowSeq)));
    if (overflowKeys.length > 0) await env.FILES.delete([...overflowKeys]);
  } catch (thrown) {
    services.log.warn("flush.settle_failed", { thread: threadId, ...describeError(thrown) });
  }
}

/**
 * Who asked Postgres before this was there may have told the cache that nothing newer is known, and the thread
 * may have found the cache away when it was chosen. Gives the rows whose choice the cache could not be told:
 * their thread keeps and sends them again, lest a cache that comes back goes on with an older choice for a day.
 */
async function tellCache(
  { rows }: InlineJob,
  { cache, log }: Services,
): Promise<readonly number[]> {
  const untold = rows.map(async ({ rowSeq, row }) => {
    if (row.kind !== "settings") return [];
    const { userId, settings: add } = row;
    const told = await cacheSettings(cache, { userId, add });
    if (told.ok) return [];
    log.warn("cache.settings_failed", { user: userId, reason: told.reason });
    return [rowSeq];
  });
  return (await Promise.all(untold)).flat();
}

function isStoreAway(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === "store_unavailable";
}
