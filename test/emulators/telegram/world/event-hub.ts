/** Tells every open chat page what changed in the world. */
import type { ChatEvent } from "../control.ts";

type Listener = (event: ChatEvent) => void;

export class EventHub {
  readonly #listeners = new Set<Listener>();

  emit(event: ChatEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls `listener` for each event until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
