/** Updates the bot has not received yet, whichever way it asks for them. */
import type { Update } from "grammy/types";
import { isAllowed, lifeMs, queueIdOf, type UpdateBody } from "./update-kinds.ts";

export type PendingUpdate = {
  readonly update: Update;
  readonly queueId: number;
  readonly expiresAtMs: number;
};

export type StoredUpdates = {
  readonly lastUpdateId: number;
  readonly allowed: readonly string[] | null;
  readonly pending: readonly PendingUpdate[];
};

export class UpdateQueue {
  /** Null for Telegram's default set. */
  allowed: readonly string[] | null = null;
  #lastUpdateId: number;
  #pending: PendingUpdate[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    // A world begun anew must not repeat the ids of the one before: a bot remembers them for a day.
    this.#lastUpdateId = Math.floor(now() / 1000);
  }

  takeId(): number {
    this.#lastUpdateId += 1;
    return this.#lastUpdateId;
  }

  /** Queues an update the bot wants to hear about; others are forgotten. */
  add(body: UpdateBody): void {
    if (!isAllowed(body, this.allowed)) return;
    const update = { update_id: this.takeId(), ...body } as Update;
    const expiresAtMs = this.#now() + lifeMs(body);
    this.#pending.push({ update, queueId: queueIdOf(body), expiresAtMs });
    for (const listener of [...this.#listeners]) listener();
  }

  /** What still waits, oldest first; the expired are dropped. */
  pending(): readonly PendingUpdate[] {
    const now = this.#now();
    this.#pending = this.#pending.filter((entry) => entry.expiresAtMs > now);
    return this.#pending;
  }

  remove(updateId: number): void {
    this.#pending = this.#pending.filter((entry) => entry.update.update_id !== updateId);
  }

  /** Forgets everything older than `updateId`. */
  confirmBefore(updateId: number): void {
    this.#pending = this.#pending.filter((entry) => entry.update.update_id >= updateId);
  }

  clear(): void {
    this.#pending = [];
  }

  /** Calls `listener` after each added update until the returned function is called. */
  onAdded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  save(): StoredUpdates {
    return { lastUpdateId: this.#lastUpdateId, allowed: this.allowed, pending: this.pending() };
  }

  load(stored: StoredUpdates): void {
    this.#lastUpdateId = stored.lastUpdateId;
    this.allowed = stored.allowed;
    this.#pending = [...stored.pending];
  }
}
