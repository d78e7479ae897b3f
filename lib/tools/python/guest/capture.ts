/** What a program prints: its beginning and its end, however much it is. */

export class Capture {
  readonly #halfChars: number;
  readonly #decoder = new TextDecoder();
  #head = "";
  #tail = "";
  #leftOut = 0;

  constructor(mostChars: number) {
    this.#halfChars = mostChars / 2;
  }

  /** As the interpreter calls it: gives the number of bytes taken. */
  readonly write = (bytes: Uint8Array): number => {
    const text = this.#decoder.decode(bytes, { stream: true });
    const room = this.#halfChars - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail += text.slice(Math.max(room, 0));
    const over = this.#tail.length - this.#halfChars;
    if (over > 0) {
      this.#tail = this.#tail.slice(over);
      this.#leftOut += over;
    }
    return bytes.length;
  };

  get text(): string {
    if (this.#leftOut === 0) return this.#head + this.#tail;
    return `${this.#head}\n[… ${this.#leftOut} characters left out …]\n${this.#tail}`;
  }
}
