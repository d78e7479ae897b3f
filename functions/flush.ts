/** Queue consumer: flush jobs to Postgres, each acknowledged by itself; what can never be stored is kept as a dead letter. */
import { AppError } from "../lib/model/app-error.ts";
import type { FlushJob } from "../lib/model/outbox.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { applyJobs, type InlineJob } from "../lib/store/apply-jobs.ts";
import { buryJob } from "../lib/store/bury-job.ts";
import { type Services, servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";
import { inlineJob } from "./inline-job.ts";

type Readable = { readonly message: Message<FlushJob>; readonly job: InlineJob };

/** A store that is down is asked again this far apart (design §6). */
const retryDelaySeconds = 15;

export async function flush(batch: MessageBatch<FlushJob>, env: Env): Promise<void> {
  const services = servicesOf(env);
  if (batch.queue === "ferry-flush-dead") return buryAll(batch, services, "retries exhausted");
  const readable: Readable[] = [];
  for (const message of batch.messages) {
    const job = await inlineJob(message.body, env);
    if (job.ok) readable.push({ message, job: job.job });
    else await bury(message, services, job.reason);
  }
  if (readable.length > 0) await apply(readable, env, services);
}

async function apply(readable: readonly Readable[], env: Env, services: Services): Promise<void> {
  const jobs = readable.map(({ job }) => job);
  try {
    const { buried } = await applyJobs(services.store, jobs, services.clock.now);
    for (const row of buried) services.log.error("flush.row_buried", { ...row });
  } catch (thrown) {
    services.log.warn("flush.store_failed", { jobs: jobs.length, ...describeError(thrown) });
    for (const { message } of readable) message.retry(retryOptions(thrown));
    return;
  }
  for (const { message } of readable) message.ack();
  await Promise.all(jobs.map((job) => confirm(job, env, services)));
}

/** A batcher that cannot be told sends the rows again, and they change nothing. */
async function confirm({ threadId, rows }: InlineJob, env: Env, services: Services): Promise<void> {
  try {
    const batcher = env.BATCHER.get(env.BATCHER.idFromName(threadId));
    await batcher.applied(rows.map((row) => row.rowSeq));
  } catch (thrown) {
    services.log.warn("flush.confirm_failed", { thread: threadId, ...describeError(thrown) });
  }
}

async function buryAll(
  batch: MessageBatch<unknown>,
  services: Services,
  reason: string,
): Promise<void> {
  for (const message of batch.messages) await bury(message, services, reason);
}

async function bury(
  message: Message<unknown>,
  { store, clock, log }: Services,
  reason: string,
): Promise<void> {
  try {
    await buryJob(store, { job: message.body, reason, now: clock.now });
    log.error("flush.job_buried", { id: message.id, reason });
    message.ack();
  } catch (thrown) {
    log.warn("flush.bury_failed", { id: message.id, ...describeError(thrown) });
    message.retry({ delaySeconds: retryDelaySeconds });
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
