/** One connection to a Redis engine, shared by all requests: replies come back in the order of commands. */
import type { Duplex } from "node:stream";
import { type Command, encodeCommand, parseReply, type RespValue } from "./resp-values.ts";

type Waiting = { resolve(value: RespValue): void; reject(error: Error): void };

export class RespClient {
  readonly #connection: Duplex;
  readonly #waiting: Waiting[] = [];
  #received: Buffer = Buffer.alloc(0);

  constructor(connection: Duplex) {
    this.#connection = connection;
    connection.on("data", (chunk: Buffer) => this.#hear(chunk));
    connection.once("close", () => this.#fail(new Error("Redis closed the connection")));
    // A broken connection also closes, which is where the waiting are told.
    connection.on("error", () => {});
  }

  /** Sends all commands in one write: nobody's come in between, so a MULTI block is safe here. */
  send(commands: readonly Command[]): Promise<RespValue[]> {
    if (this.#connection.destroyed) throw new Error("Redis closed the connection");
    const replies = commands.map(
      () => new Promise<RespValue>((resolve, reject) => this.#waiting.push({ resolve, reject })),
    );
    this.#connection.write(Buffer.concat(commands.map(encodeCommand)));
    return Promise.all(replies);
  }

  close(): void {
    this.#connection.destroy();
  }

  #hear(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    let end = 0;
    for (let next = parseReply(this.#received, 0); next; next = parseReply(this.#received, end)) {
      this.#waiting.shift()?.resolve(next.value);
      end = next.end;
    }
    this.#received = this.#received.subarray(end);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
