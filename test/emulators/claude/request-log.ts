/** The record of every API request: what tests count, compare and time. */
import type { RecordedRequest } from "./control.ts";

type Mutable = {
  -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key];
};
type Arrival = Pick<RecordedRequest, "method" | "path" | "headers">;

/** The log's side of one request; the first `ended` wins. */
export class LogEntry {
  readonly #record: Mutable;

  constructor(record: Mutable) {
    this.#record = record;
  }

  body(body: unknown): void {
    this.#record.body = body;
  }

  started(status: number): void {
    this.#record.status = status;
    this.#record.startedAtMs = Date.now();
  }

  delta(): void {
    this.#record.firstDeltaAtMs ??= Date.now();
  }

  ended(how: { readonly aborted: boolean }): void {
    if (this.#record.endedAtMs !== undefined) return;
    this.#record.endedAtMs = Date.now();
    this.#record.aborted = how.aborted;
  }
}

export class RequestLog {
  #records: Mutable[] = [];

  open(arrival: Arrival): LogEntry {
    const index = this.#records.length + 1;
    const record = {
      index,
      atMs: Date.now(),
      ...arrival,
      body: null,
      status: 0,
      aborted: false,
    };
    this.#records.push(record);
    return new LogEntry(record);
  }

  after(index: number): readonly RecordedRequest[] {
    return this.#records.filter((record) => record.index > index);
  }

  clear(): void {
    this.#records = [];
  }
}

const SECRET_HEADERS = ["authorization", "x-api-key"];

export function publicHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !SECRET_HEADERS.includes(name)));
}
