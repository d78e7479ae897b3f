/** Long polling of a real bot into the local webhook, in the order and with the retries Telegram's server has. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Api, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import { postUpdate, type Webhook } from "../emulators/telegram/delivery/post-update.ts";
import { retryDelayMs } from "../emulators/telegram/delivery/retry-delay.ts";
import { queueIdOf } from "../emulators/telegram/delivery/update-kinds.ts";
import { allowedUpdates } from "./allowed-updates.ts";

/** How long one getUpdates call may wait for news. */
const POLL_SECONDS = 30;

export type Polling = {
  readonly api: Api;
  readonly webhook: Webhook;
  /** Hears, in one line, what goes wrong and is tried again. */
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
};

/** Runs until `signal` aborts. An update counts as received only once the webhook answered it with 2xx. */
export async function pollRealBot(polling: Polling): Promise<void> {
  const { api, signal } = polling;
  // grammY declares the signal of the polyfill it used on old Nodes; the built-in one does the same.
  const abort = signal as Parameters<Api["getUpdates"]>[1];
  let offset = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const updates = await api.getUpdates(
        { offset, timeout: POLL_SECONDS, allowed_updates: allowedUpdates },
        abort,
      );
      failures = 0;
      await deliverAll(updates, polling);
      offset = updates.reduce((next, update) => Math.max(next, update.update_id + 1), offset);
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      await waitOut(error, failures, polling);
    }
  }
  // An offset is only confirmed by the next call; without it another receiver gets these updates again.
  if (offset > 0) await api.getUpdates({ offset, limit: 1, timeout: 0 });
}

/** Queues side by side, each strictly in order. */
async function deliverAll(updates: readonly Update[], polling: Polling): Promise<void> {
  const queues = Map.groupBy(updates, queueIdOf);
  await Promise.all(
    [...queues.values()].map(async (queue) => {
      for (const update of queue) await deliver(update, polling);
    }),
  );
}

async function deliver(update: Update, { webhook, report, signal }: Polling): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    const answer = await postUpdate(webhook, update);
    if (answer.error === null) return;
    report(`Update ${update.update_id} was not accepted and is tried again: ${answer.error}`);
    const delayMs = retryDelayMs(failures, answer.retryAfterSeconds, Math.random());
    await sleep(delayMs, undefined, { signal });
  }
}

async function waitOut(error: unknown, failures: number, polling: Polling): Promise<void> {
  // grammY keeps the token out of its messages.
  polling.report(`getUpdates failed: ${error instanceof Error ? error.message : String(error)}`);
  const retryAfterSeconds = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) : 0;
  const delayMs = retryDelayMs(failures + 1, retryAfterSeconds, Math.random());
  await sleep(delayMs, undefined, { signal: polling.signal }).catch(() => undefined);
}
