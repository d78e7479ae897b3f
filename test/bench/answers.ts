/** Tells when the bot has answered or shown its first words, without asking again and again: polling would slow what is measured. */
import type { Draft } from "../emulators/telegram/control.ts";
import type { SimClient } from "../playground/sim-client.ts";

export type Answers = {
  readonly next: (chatId: number) => Promise<number>;
  /** Resolves with the id of the next draft there that has words. */
  readonly nextDraft: (chatId: number) => Promise<number>;
  readonly close: () => void;
};

/** No answer at all within this long is a failure, not a slow sample. */
const defaultPatienceMs = 60_000;

function hasWords({ richMarkdown = "", text = "" }: Draft): boolean {
  return richMarkdown !== "" || text !== "";
}

export function listenForAnswers(sim: SimClient, patienceMs = defaultPatienceMs): Answers {
  const closed = new AbortController();
  const waiting = new Map<number, (atMs: number) => void>();
  const waitingForDraft = new Map<number, (draftId: number) => void>();
  const failed = Promise.withResolvers<never>();
  // Whoever waits sees the failure; without anybody waiting it is nobody's.
  failed.promise.catch(() => {});

  async function listen(): Promise<void> {
    for await (const event of sim.events(closed.signal)) {
      if (event.type === "draft" && hasWords(event.draft)) {
        waitingForDraft.get(event.draft.chatId)?.(event.draft.draftId);
        waitingForDraft.delete(event.draft.chatId);
      }
      if (event.type !== "message" || !event.message.from?.is_bot) continue;
      const chatId = event.message.chat.id;
      waiting.get(chatId)?.(performance.now());
      waiting.delete(chatId);
    }
  }
  listen().catch(failed.reject);

  function wait(whoWaits: Map<number, (value: number) => void>, chatId: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const timer = setTimeout(
      () => reject(new Error(`no answer in chat ${chatId} within ${patienceMs / 1000} s`)),
      patienceMs,
    );
    whoWaits.set(chatId, resolve);
    return Promise.race([promise, failed.promise]).finally(() => clearTimeout(timer));
  }

  return {
    next: (chatId) => wait(waiting, chatId),
    nextDraft: (chatId) => wait(waitingForDraft, chatId),
    close: () => closed.abort(),
  };
}
