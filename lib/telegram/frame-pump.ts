/** Shows a growing text at Telegram's pace: the first words at once, then always the newest, never a queue. */
import type { Clock } from "../model/clock.ts";
import type { Answered } from "./bot-api.ts";
import { draftIntervalMs, draftKeepAliveMs, maxDraftIntervalMs } from "./limits.ts";

export interface FramePump {
  push(text: string): void;
  /** Resolves when no frame is under way any more. */
  close(): Promise<void>;
}

export type PumpInput = {
  readonly clock: Clock;
  /** Shows one frame. A refusal costs that frame, never the answer. */
  readonly show: (text: string) => Promise<Answered<unknown>>;
};

/** Until the first push the frame is empty: Telegram's "Thinking…". */
export function startFramePump({ clock, show }: PumpInput): FramePump {
  const closed = new AbortController();
  let changed = new AbortController();
  let newest = "";

  const run = async () => {
    let intervalMs = draftIntervalMs;
    while (!closed.signal.aborted) {
      changed = new AbortController();
      const frame = newest;
      intervalMs = nextInterval(intervalMs, await show(frame));
      // The first words do not wait for the placeholder's pace.
      if (frame !== "") await clock.sleep(intervalMs, closed.signal);
      if (newest !== frame) continue;
      await clock.sleep(draftKeepAliveMs, AbortSignal.any([closed.signal, changed.signal]));
    }
  };

  const running = run();
  return {
    push: (text) => {
      newest = text;
      changed.abort();
    },
    close: () => {
      closed.abort();
      return running;
    },
  };
}

/** A 429 is obeyed and doubles the pace up to a limit; frames that pass bring it back by and by. */
function nextInterval(intervalMs: number, answer: Answered<unknown>): number {
  if (answer.kind !== "refused" || answer.code !== 429)
    return Math.max(draftIntervalMs, intervalMs * 0.8);
  return Math.min(maxDraftIntervalMs, Math.max(intervalMs * 2, answer.retryAfterMs ?? 0));
}
