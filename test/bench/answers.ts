/** Tells when the bot has answered, without asking again and again: polling would slow what is measured. */
import type { SimClient } from "../playground/sim-client.ts";

export type Answers = {
  readonly next: (chatId: number) => Promise<number>;
  readonly close: () => void;
};

/** No answer at all within this long is a failure, not a slow sample. */
const patienceMs = 60_000;

export function listenForAnswers(sim: SimClient): Answers {
  const closed = new AbortController();
  const waiting = new Map<number, (atMs: number) => void>();
  const failed = Promise.withResolvers<never>();
  // Whoever waits sees the failure; without anybody waiting it is nobody's.
  failed.promise.catch(() => {});

  async function listen(): Promise<void> {
    for await (const event of sim.events(closed.signal)) {
      if (event.type !== "message" || !event.message.from?.is_bot) continue;
      const chatId = event.message.chat.id;
      waiting.get(chatId)?.(performance.now());
      waiting.delete(chatId);
    }
  }
  listen().catch(failed.reject);

  return {
    next: (chatId) => {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const timer = setTimeout(
        () => reject(new Error(`no answer in chat ${chatId} within ${patienceMs / 1000} s`)),
        patienceMs,
      );
      waiting.set(chatId, resolve);
      return Promise.race([promise, failed.promise]).finally(() => clearTimeout(timer));
    },
    close: () => closed.abort(),
  };
}
