/** Talks to the Telegram emulator's other side, as its chat page does (test/emulators/telegram/control.ts). */
import type { ChatEvent } from "../emulators/telegram/control.ts";
import { StartRefused } from "./start-refused.ts";

export class SimClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, controlKey: string) {
    this.#url = url;
    this.#headers = { "x-sim-key": controlKey };
  }

  get<T>(path: string): Promise<T> {
    return this.#ask(path, { headers: this.#headers });
  }

  post<T>(path: string, body: unknown): Promise<T> {
    const headers = { ...this.#headers, "content-type": "application/json" };
    return this.#ask(path, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
  }

  /** Every event from the snapshot on; ends when `signal` aborts or the emulator goes. */
  async *events(signal: AbortSignal): AsyncGenerator<ChatEvent> {
    const response = await this.#fetch("/sim/events", {
      headers: this.#headers,
      signal,
    });
    const decoder = new TextDecoder();
    let rest = "";
    try {
      for await (const chunk of response.body ?? []) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          if (line.startsWith("data:")) yield JSON.parse(line.slice("data:".length)) as ChatEvent;
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #ask<T>(path: string, init: RequestInit): Promise<T> {
    const response = await this.#fetch(path, init);
    return (await response.json()) as T;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(new URL(path, this.#url), init);
    if (response.ok) return response;
    throw new StartRefused(
      `The playground refused ${path}: ${response.status} ${await response.text()}`,
    );
  }
}
