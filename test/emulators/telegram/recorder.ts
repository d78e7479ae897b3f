/** What the bot asked and what it was sent, in order, for tests to read. */
import type { RecordedCall, RecordedDelivery } from "./control.ts";

export class Recorder {
  readonly #calls: RecordedCall[] = [];
  readonly #deliveries: RecordedDelivery[] = [];

  call(call: Omit<RecordedCall, "index">): void {
    this.#calls.push({ index: this.#calls.length + 1, ...call });
  }

  delivery(delivery: Omit<RecordedDelivery, "index">): void {
    this.#deliveries.push({ index: this.#deliveries.length + 1, ...delivery });
  }

  /** Calls with an index above `after`; the first call has index 1. */
  callsAfter(after: number): readonly RecordedCall[] {
    return this.#calls.slice(after);
  }

  deliveriesAfter(after: number): readonly RecordedDelivery[] {
    return this.#deliveries.slice(after);
  }
}
