/** Writes an answer's body to the raw socket, where it can be cut at any byte. */
import type { ServerResponse } from "node:http";

export class BodyWriter {
  readonly #outgoing: ServerResponse;
  #bytesLeft: number;
  #wasCut = false;

  /** Past `cutAtByte` bytes the socket is destroyed. */
  constructor(outgoing: ServerResponse, cutAtByte = Number.POSITIVE_INFINITY) {
    this.#outgoing = outgoing;
    this.#bytesLeft = cutAtByte;
  }

  /** Resolves when the kernel has the bytes; false once nothing more can be sent. */
  async write(text: string): Promise<boolean> {
    if (this.#outgoing.destroyed) return false;
    const bytes = Buffer.from(text);
    this.#wasCut = bytes.byteLength >= this.#bytesLeft;
    this.#outgoing.flushHeaders();
    await this.#flush(this.#wasCut ? bytes.subarray(0, this.#bytesLeft) : bytes);
    this.#bytesLeft -= bytes.byteLength;
    if (this.#wasCut) this.#outgoing.destroy();
    return !this.#wasCut;
  }

  /** The end of the connection was ours, not the client's. */
  get wasCut(): boolean {
    return this.#wasCut;
  }

  end(): void {
    this.#outgoing.end();
  }

  async #flush(bytes: Uint8Array): Promise<void> {
    if (bytes.byteLength === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    // A write error means that the client is gone; the response's close event tells the route.
    this.#outgoing.write(bytes, () => resolve());
    await promise;
  }
}
