/** Questions of people that wait for the bot: pressed buttons, payments to confirm. */

type Waiting<Answer> = {
  readonly userId: number;
  readonly askedAtMs: number;
  readonly settle: (answer: Answer | null) => void;
  readonly timer: NodeJS.Timeout;
};

export type AnswerDeskOptions = {
  readonly now: () => number;
  /** After this the person's client has given up and the server calls the query too old. */
  readonly windowMs: number;
};

export class AnswerDesk<Answer> {
  readonly #waiting = new Map<string, Waiting<Answer>>();
  readonly #options: AnswerDeskOptions;

  constructor(options: AnswerDeskOptions) {
    this.#options = options;
  }

  /** Resolves with the bot's answer, or null where none came in time. */
  ask(queryId: string, userId: number): Promise<Answer | null> {
    const { promise, resolve } = Promise.withResolvers<Answer | null>();
    const { now, windowMs } = this.#options;
    const timer = setTimeout(() => this.#settle(queryId, null), windowMs).unref();
    this.#waiting.set(queryId, { userId, askedAtMs: now(), settle: resolve, timer });
    return promise;
  }

  /** The user who gets the answer, or null where the query is unknown, answered or too old. */
  answer(queryId: string, answer: Answer): number | null {
    const waiting = this.#waiting.get(queryId);
    if (waiting === undefined) return null;
    const isLate = this.#options.now() - waiting.askedAtMs > this.#options.windowMs;
    this.#settle(queryId, isLate ? null : answer);
    return isLate ? null : waiting.userId;
  }

  close(): void {
    for (const queryId of [...this.#waiting.keys()]) this.#settle(queryId, null);
  }

  #settle(queryId: string, answer: Answer | null): void {
    const waiting = this.#waiting.get(queryId);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(queryId);
    waiting.settle(answer);
  }
}
