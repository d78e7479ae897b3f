/** One of several sessions sharing PGlite's single backend: it owns the backend until it is idle again. */
import type { Session, SessionClient } from "./backend.ts";
import type { Release } from "./fifo-lock.ts";
import { errorResponse, fatalError } from "./wire/error-response.ts";
import { greeting } from "./wire/handshake.ts";
import { type Message, messageType, ROLLBACK, transactionStatus } from "./wire/messages.ts";

/** The shared backend as a session sees it. */
export interface SharedBackend {
  readonly settings: Readonly<Record<string, string>>;
  acquire(): Promise<Release>;
  execute(request: Buffer): Promise<Buffer>;
}

export type PgliteSessionOptions = {
  readonly backend: SharedBackend;
  readonly client: SessionClient;
  /** How long a silent session may keep everyone else waiting. */
  readonly idleInTransactionMs: number;
};

/** After Sync, Query or Flush the client waits for an answer: what was collected runs as one unit. */
const ENDS_REQUEST = ["S", "Q", "H"];

export class PgliteSession implements Session {
  readonly greeting: Buffer;
  readonly #options: PgliteSessionOptions;
  #request: Message[] = [];
  #work: Promise<void> = Promise.resolve();
  #release: Release | null = null;
  #idleTimer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: PgliteSessionOptions) {
    this.#options = options;
    this.greeting = greeting(options.backend.settings);
  }

  send(part: Message): void {
    const type = messageType(part);
    if (type === "X") {
      this.close();
      this.#options.client.onEnd();
      return;
    }
    this.#request.push(part);
    if (!ENDS_REQUEST.includes(type)) return;
    const request = Buffer.concat(this.#request);
    this.#request = [];
    this.#next(() => this.#run(request));
  }

  close(): void {
    this.#closed = true;
    this.#next(() => this.#letGo());
  }

  /** One thing after the other; what fails ends this session and no other. */
  #next(step: () => Promise<void>): void {
    this.#work = this.#work.then(step).catch((error: unknown) => this.#end("XX000", String(error)));
  }

  async #run(request: Buffer): Promise<void> {
    clearTimeout(this.#idleTimer);
    if (this.#closed) return;
    this.#release ??= await this.#options.backend.acquire();
    if (this.#closed) {
      this.#giveBack();
      return;
    }
    const answer = await this.#options.backend.execute(request);
    if (transactionStatus(answer) === "I") this.#giveBack();
    else this.#startIdleTimer();
    this.#options.client.onAnswer(answer);
  }

  #startIdleTimer(): void {
    const expire = () =>
      this.#end("25P03", "terminating connection due to idle-in-transaction timeout");
    this.#idleTimer = setTimeout(expire, this.#options.idleInTransactionMs);
  }

  #end(code: string, text: string): void {
    if (this.#closed) return;
    this.close();
    this.#options.client.onAnswer(errorResponse(fatalError(code, text)));
    this.#options.client.onEnd();
  }

  async #letGo(): Promise<void> {
    clearTimeout(this.#idleTimer);
    if (this.#release === null) return;
    try {
      await this.#options.backend.execute(ROLLBACK);
    } finally {
      this.#giveBack();
    }
  }

  #giveBack(): void {
    this.#release?.();
    this.#release = null;
  }
}
