/**
 * Delivers updates to the webhook the way Telegram's server does.
 *
 * One FIFO per queue id with one update in flight; the next leaves only after a 2xx. Queues run side
 * by side up to max_connections. A refused update blocks its queue and is tried again until it
 * expires; 410 answered for 23 h closes the webhook (field-and-platforms §4.7).
 */
import type { Recorder } from "../recorder.ts";
import { postUpdate, type Webhook, type WebhookAnswer } from "./post-update.ts";
import { retryDelayMs } from "./retry-delay.ts";
import type { PendingUpdate, UpdateQueue } from "./update-queue.ts";

const GONE_LIMIT_MS = 23 * 3_600_000;

export type WebhookError = { readonly dateSeconds: number; readonly message: string };

export type WebhookActorOptions = {
  readonly updates: UpdateQueue;
  readonly recorder: Recorder;
  readonly now: () => number;
  /** Waits are divided by this. */
  readonly hurry: number;
  /** Runs the Bot API call a webhook may put into its answer. */
  readonly executeReply: (body: string) => Promise<void>;
};

export class WebhookActor {
  readonly #options: WebhookActorOptions;
  readonly #inFlight = new Set<number>();
  readonly #sleeping = new Map<number, NodeJS.Timeout>();
  readonly #failures = new Map<number, number>();
  readonly #closing = new AbortController();
  #webhook: Webhook | null = null;
  #lastError: WebhookError | null = null;
  #goneSinceMs: number | null = null;

  constructor(options: WebhookActorOptions) {
    this.#options = options;
    options.updates.onAdded(() => this.#pump());
  }

  get webhook(): Webhook | null {
    return this.#webhook;
  }

  get lastError(): WebhookError | null {
    return this.#lastError;
  }

  /** Starts delivering to `webhook`, or stops with null. What waits is kept. */
  set(webhook: Webhook | null): void {
    for (const timer of this.#sleeping.values()) clearTimeout(timer);
    this.#sleeping.clear();
    this.#failures.clear();
    this.#webhook = webhook;
    this.#lastError = null;
    this.#goneSinceMs = null;
    this.#pump();
  }

  /** Stops for good and drops the attempts under way. */
  close(): void {
    this.set(null);
    this.#closing.abort();
  }

  #pump(): void {
    const webhook = this.#webhook;
    if (webhook === null) return;
    const seen = new Set<number>();
    for (const entry of this.#options.updates.pending()) {
      if (this.#inFlight.size >= webhook.maxConnections) return;
      if (seen.has(entry.queueId)) continue;
      seen.add(entry.queueId);
      if (this.#inFlight.has(entry.queueId) || this.#sleeping.has(entry.queueId)) continue;
      this.#inFlight.add(entry.queueId);
      void this.#deliver(webhook, entry);
    }
  }

  async #deliver(webhook: Webhook, entry: PendingUpdate): Promise<void> {
    const { recorder, now } = this.#options;
    const sentAtMs = now();
    const answer = await postUpdate(webhook, entry.update, this.#closing.signal);
    const { update } = entry;
    recorder.delivery({ sentAtMs, answeredAtMs: now(), update, status: answer.status });
    if (answer.error === null) await this.#delivered(entry, answer.body);
    else if (this.#webhook === webhook) this.#refused(entry, answer);
    this.#inFlight.delete(entry.queueId);
    this.#pump();
  }

  async #delivered(entry: PendingUpdate, body: string): Promise<void> {
    this.#goneSinceMs = null;
    this.#failures.delete(entry.update.update_id);
    this.#options.updates.remove(entry.update.update_id);
    await this.#options.executeReply(body);
  }

  #refused(entry: PendingUpdate, answer: WebhookAnswer): void {
    const { now, hurry } = this.#options;
    const message = answer.error ?? "";
    this.#lastError = { dateSeconds: Math.floor(now() / 1000), message };
    if (this.#isGoneForGood(answer.status)) {
      this.set(null);
      return;
    }
    const failures = (this.#failures.get(entry.update.update_id) ?? 0) + 1;
    this.#failures.set(entry.update.update_id, failures);
    const waitMs = retryDelayMs(failures, answer.retryAfterSeconds, Math.random()) / hurry;
    const wake = () => {
      this.#sleeping.delete(entry.queueId);
      this.#pump();
    };
    this.#sleeping.set(entry.queueId, setTimeout(wake, waitMs).unref());
  }

  #isGoneForGood(status: number): boolean {
    if (status !== 410) {
      this.#goneSinceMs = null;
      return false;
    }
    this.#goneSinceMs ??= this.#options.now();
    return this.#options.now() - this.#goneSinceMs >= GONE_LIMIT_MS;
  }
}
