/** Collects the text of a message and what Telegram is told about stretches of it. */
import type { TextEntity, TextLook } from "../../model/turn-state.ts";

export type Stretch = { readonly start: number; readonly end: number };

export class TextWriter {
  readonly #chunks: string[] = [];
  readonly #entities: TextEntity[] = [];
  #length = 0;
  /** Line ends that the text ends with. */
  #breaks = 0;

  /** In UTF-16 units, as Telegram counts offsets. */
  get length(): number {
    return this.#length;
  }

  write(text: string): void {
    if (text === "") return;
    this.#chunks.push(text);
    this.#length += text.length;
    const ends = /\n*$/.exec(text)?.[0].length ?? 0;
    this.#breaks = ends === text.length ? this.#breaks + ends : ends;
  }

  /** At least so many line ends before what comes next, but none at the start. */
  breakLines(count: number): void {
    if (this.#length > 0) this.write("\n".repeat(Math.max(0, count - this.#breaks)));
  }

  /** An empty stretch is not marked: Telegram would not take it. */
  mark({ start, end }: Stretch, look: TextLook): void {
    if (end > start) this.#entities.push({ ...look, offset: start, length: end - start });
  }

  finish(): { readonly text: string; readonly entities: readonly TextEntity[] } {
    // Of two at the same place the later one was put around the other.
    const entities = this.#entities
      .toReversed()
      .sort((a, b) => a.offset - b.offset || b.length - a.length);
    return { text: this.#chunks.join(""), entities };
  }
}
