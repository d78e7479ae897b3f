/** What the Neon front asks of a database, whichever engine is behind it. */
import type { Message } from "./wire/messages.ts";

export interface Backend {
  /** Name and version for people, e.g. "PGlite 18.6". */
  readonly version: string;
  /**
   * Answers one pipelined request (ending in Sync), nobody else in between.
   * A transaction it leaves open is rolled back, so nothing half done stays.
   */
  run(request: Buffer): Promise<Buffer>;
  openSession(client: SessionClient): Promise<Session>;
  stop(): Promise<void>;
}

/** One connection, past its authentication. */
export interface Session {
  /** AuthenticationOk, settings, key and ReadyForQuery, to be sent before anything else. */
  readonly greeting: Buffer;
  send(part: Message): void;
  /** Rolls back what is open. Harmless when already closed. */
  close(): void;
}

export type SessionClient = {
  onAnswer(bytes: Buffer): void;
  /** The backend ended the session. */
  onEnd(): void;
};
