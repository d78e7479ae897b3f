/** Cuts a byte stream, however it was chunked, back into protocol messages. */
import type { Message } from "./messages.ts";

export class MessageSplitter {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
  }

  /** The next typed message, or null until it has arrived whole. */
  next(): Message | null {
    return this.#take(1);
  }

  /** The next untyped packet: only the first ones of a connection (startup, TLS request) are. */
  nextStartup(): Buffer | null {
    return this.#take(0);
  }

  #take(lengthOffset: number): Buffer | null {
    if (this.#rest.length < lengthOffset + 4) return null;
    // A length counts itself; a smaller one would never get us on.
    const end = lengthOffset + Math.max(4, this.#rest.readInt32BE(lengthOffset));
    if (this.#rest.length < end) return null;
    const taken = this.#rest.subarray(0, end);
    this.#rest = this.#rest.subarray(end);
    return taken;
  }
}
