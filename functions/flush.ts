/** Queue consumer: flush jobs to Postgres, each acknowledged by itself; what can never be stored is kept as a dead letter. */
import { AppError } from "../lib/model/app-error.ts";
import type { FlushJob } from "../lib/model/outbox.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { applyJobs, type InlineJob } from "../lib/store/apply-jobs.ts";
import { buryJob } from "../lib/store/bury-job.ts";
import { batcherOf } from "./batcher-of.ts";
import { type Services, servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";
import { type InlinedJob, inlineJob, type Refused } from "./inline-job.ts";
import { settingsPorts } from "./settings-ports.ts";

type Delivered = {
  readonly message: Message<FlushJob>;
  readonly inlined: InlinedJob & { readonly job: InlineJob };
};

/** A store that is down is asked again this far apart (design §6). */
const retryDelaySeconds = 15;

export async function flush(batch: MessageBatch<FlushJob>, env: Env): Promise<void> {
  const services = servicesOf(env);
  const delivered: Delivered[] = [];
  for (const message of batch.messages) {
    const { job, ...rest } = await readMessage(batch.queue, message, env);
    if (!(await buryAll(rest.refused, services)))
      message.retry({ delaySeconds: retryDelaySeconds });
    else if (job === null) message.ack();
    else delivered.push({ message, inlined: { job, ...rest } });
  }
  if (delivered.length > 0) await apply(delivered, env, services);
}

/** What comes from the dead-letter queue was tried a hundred times. */
async function readMessage(queue: string, message: Message, env: Env): Promise<InlinedJob> {
  if (queue !== "ferry-flush-dead") return inlineJob(message.body, env);
  const refused = [{ job: message.body, reason: "retries exhausted" }];
  return { job: null, refused, rowSeqs: [], overflowKeys: [] };
}

async function apply(delivered: readonly Delivered[], env: Env, services: Services): Promise<void> {
  const jobs = delivered.map(({ inlined }) => inlined.job);
  try {
    const { buried } = await applyJobs(services.store, jobs, services.clock.now);
    for (const row of buried) services.log.error("flush.row_buried", { ...row });
  } catch (thrown) {
    services.log.warn("flush.store_failed", { jobs: jobs.length, ...describeError(thrown) });
    for (const { message } of delivered) message.retry(retryOptions(thrown));
    return;
  }
  for (const { message } of delivered) message.ack();
  await Promise.all(delivered.map(({ inlined }) => settle(inlined, env, services)));
}

/** A batcher that cannot be told sends the rows again, and they change nothing. */
async function settle(
  { job, rowSeqs, overflowKeys }: Delivered["inlined"],
  env: Env,
  services: Services,
): Promise<void> {
  const { threadId } = job;
  await cacheSettings(job, services);
  try {
    await batcherOf(env, threadId).applied(rowSeqs);
    if (overflowKeys.length > 0) await env.FILES.delete([...overflowKeys]);
  } catch (thrown) {
    services.log.warn("flush.settle_failed", { thread: threadId, ...describeError(thrown) });
  }
}

/**
 * Who asked Postgres before this was there may have told the cache that nothing newer is known, and the thread
 * may have found the cache away when it was chosen.
 */
async function cacheSettings({ rows }: InlineJob, services: Services): Promise<void> {
  const chosen = rows.flatMap(({ row }) => (row.kind === "settings" ? [row] : []));
  const { cacheSettings } = settingsPorts(services);
  await Promise.all(chosen.map(({ userId, settings: add }) => cacheSettings({ userId, add })));
}

/** False where Postgres is away: then all of it must come again. */
async function buryAll(
  refused: readonly Refused[],
  { store, clock, log }: Services,
): Promise<boolean> {
  try {
    for (const { job, reason } of refused) {
      await buryJob(store, { job, reason, now: clock.now });
      log.error("flush.job_buried", { reason });
    }
    return true;
  } catch (thrown) {
    log.warn("flush.bury_failed", { ...describeError(thrown) });
    return false;
  }
}

function retryOptions(thrown: unknown): QueueRetryOptions {
  const afterMs =
    thrown instanceof AppError && thrown.retry.kind === "later" ? thrown.retry.afterMs : undefined;
  return {
    delaySeconds: Math.min(
      retryDelaySeconds,
      Math.ceil((afterMs ?? retryDelaySeconds * 1000) / 1000),
    ),
  };
}
