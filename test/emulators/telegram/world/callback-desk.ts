/** Pressed buttons waiting for the bot's answerCallbackQuery. */
import type { CallbackAnswer } from "../control.ts";

/** After this the client's spinner is gone and the server calls the query too old. */
export const ANSWER_WINDOW_MS = 15_000;

type Waiting = {
  readonly userId: number;
  readonly pressedAtMs: number;
  readonly settle: (answer: CallbackAnswer | null) => void;
  readonly timer: NodeJS.Timeout;
};

export class CallbackDesk {
  readonly #waiting = new Map<string, Waiting>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Resolves with the bot's answer, or null where none came in time. */
  press(queryId: string, userId: number): Promise<CallbackAnswer | null> {
    const { promise, resolve } = Promise.withResolvers<CallbackAnswer | null>();
    const timer = setTimeout(() => this.#settle(queryId, null), ANSWER_WINDOW_MS).unref();
    this.#waiting.set(queryId, { userId, pressedAtMs: this.#now(), settle: resolve, timer });
    return promise;
  }

  /** The user who gets the answer, or null where the query is unknown, answered or too old. */
  answer(queryId: string, answer: CallbackAnswer): number | null {
    const waiting = this.#waiting.get(queryId);
    if (waiting === undefined) return null;
    const late = this.#now() - waiting.pressedAtMs > ANSWER_WINDOW_MS;
    this.#settle(queryId, late ? null : answer);
    return late ? null : waiting.userId;
  }

  close(): void {
    for (const queryId of [...this.#waiting.keys()]) this.#settle(queryId, null);
  }

  #settle(queryId: string, answer: CallbackAnswer | null): void {
    const waiting = this.#waiting.get(queryId);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(queryId);
    waiting.settle(answer);
  }
}
