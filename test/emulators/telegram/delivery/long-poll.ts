/** getUpdates: the other way to receive updates, one caller at a time. */
import type { Update } from "grammy/types";
import { ApiError } from "../api-error.ts";
import type { UpdateQueue } from "./update-queue.ts";

const MAX_TIMEOUT_SECONDS = 50;

export type Poll = {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
};

export class LongPoll {
  readonly #updates: UpdateQueue;
  #dismissCurrent: (() => void) | null = null;

  constructor(updates: UpdateQueue) {
    this.#updates = updates;
  }

  /** Waits up to `timeoutSeconds` for something to hand over. A second caller ends the first with 409. */
  async poll({ offset, limit, timeoutSeconds }: Poll): Promise<readonly Update[]> {
    this.#dismissCurrent?.();
    this.#confirm(offset);
    if (this.#updates.pending().length === 0 && timeoutSeconds > 0) {
      await this.#waitForUpdate(Math.min(timeoutSeconds, MAX_TIMEOUT_SECONDS) * 1000);
    }
    return this.#updates
      .pending()
      .slice(0, limit)
      .map((entry) => entry.update);
  }

  close(): void {
    this.#dismissCurrent?.();
  }

  #confirm(offset: number): void {
    if (offset >= 0) {
      this.#updates.confirmBefore(offset);
      return;
    }
    const first = this.#updates.pending().at(offset);
    if (first !== undefined) this.#updates.confirmBefore(first.update.update_id);
  }

  async #waitForUpdate(timeoutMs: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    const stopListening = this.#updates.onAdded(resolve);
    this.#dismissCurrent = () => reject(otherCaller());
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      stopListening();
      this.#dismissCurrent = null;
    }
  }
}

function otherCaller(): ApiError {
  const advice = "make sure that only one bot instance is running";
  return new ApiError(409, `Conflict: terminated by other getUpdates request; ${advice}`);
}
