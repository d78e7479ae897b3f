/** Neon's WebSocket: an ordinary Postgres connection carried in binary frames. */
import { setTimeout as sleep } from "node:timers/promises";
import type { RawData, WebSocket } from "ws";
import { sameSecret } from "../same-secret.ts";
import type { Backend, Session } from "./backend.ts";
import { WRONG_PASSWORD } from "./check-connection-string.ts";
import { errorResponse, fatalError, type PostgresError } from "./wire/error-response.ts";
import * as handshake from "./wire/handshake.ts";
import { MessageSplitter } from "./wire/message-splitter.ts";
import { type Message, messageType } from "./wire/messages.ts";

export type ServeSession = {
  readonly backend: Backend;
  readonly password: string;
  /** Added before each answer; read anew for each. */
  delayMs(): number;
  /** Called for each query the client completes. */
  onQuery(): void;
};

type Phase = "startup" | "password" | "opening" | "open" | "ended";

/** A request is complete, and will be answered, with Sync or Query. */
const COMPLETES_QUERY = ["S", "Q"];

export class WebsocketSession {
  readonly #socket: WebSocket;
  readonly #options: ServeSession;
  readonly #incoming = new MessageSplitter();
  #phase: Phase = "startup";
  #session: Session | null = null;
  #outgoing: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, options: ServeSession) {
    this.#socket = socket;
    this.#options = options;
    socket.on("message", (data) => this.#hear(data));
    socket.once("close", () => this.#leave());
    // A broken socket also closes, which is where the session ends.
    socket.on("error", () => {});
  }

  #hear(data: RawData): void {
    // The default binaryType delivers nothing but Buffers.
    this.#incoming.push(data as Buffer);
    this.#advance();
  }

  /** The driver sends startup, password and first query at once; each part waits here for its phase. */
  #advance(): void {
    while (this.#step());
  }

  #step(): boolean {
    if (this.#phase === "opening" || this.#phase === "ended") return false;
    const part = this.#phase === "startup" ? this.#incoming.nextStartup() : this.#incoming.next();
    if (part === null) return false;
    if (this.#phase === "startup") this.#startup(part);
    else if (this.#phase === "password") this.#authenticate(part);
    else this.#forward(part);
    return true;
  }

  #startup(packet: Buffer): void {
    const kind = handshake.startupKind(packet);
    if (kind === "encryption") {
      this.#answer(handshake.ENCRYPTION_REFUSED);
    } else if (kind === "startup") {
      this.#phase = "password";
      this.#answer(handshake.PASSWORD_REQUEST);
    } else {
      this.#refuse(fatalError("0A000", "unsupported protocol"));
    }
  }

  #authenticate(part: Message): void {
    const given = messageType(part) === "p" ? handshake.passwordIn(part) : "";
    if (!sameSecret(given, this.#options.password)) {
      this.#refuse(WRONG_PASSWORD);
      return;
    }
    this.#phase = "opening";
    const client = {
      onAnswer: (bytes: Buffer) => this.#answer(bytes),
      onEnd: () => this.#end(),
    };
    this.#options.backend.openSession(client).then(
      (session) => this.#opened(session),
      (error: unknown) => this.#refuse(fatalError("08006", String(error))),
    );
  }

  #opened(session: Session): void {
    // The client may have gone while a real server was forking its backend.
    if (this.#phase === "ended") {
      session.close();
      return;
    }
    this.#session = session;
    this.#phase = "open";
    this.#answer(session.greeting);
    this.#advance();
  }

  #forward(part: Message): void {
    if (COMPLETES_QUERY.includes(messageType(part))) this.#options.onQuery();
    this.#session?.send(part);
  }

  #refuse(error: PostgresError): void {
    this.#answer(errorResponse(error));
    this.#end();
  }

  /** In order, each as late as the delay asks. */
  #answer(bytes: Buffer): void {
    const dueMs = performance.now() + this.#options.delayMs();
    this.#outgoing = this.#outgoing.then(async () => {
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(bytes);
    });
  }

  #end(): void {
    this.#phase = "ended";
    this.#outgoing = this.#outgoing.then(() => this.#socket.close(1000));
  }

  #leave(): void {
    this.#phase = "ended";
    this.#session?.close();
  }
}
