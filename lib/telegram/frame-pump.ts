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
      const answer = await show(frame);
      intervalMs = nextInterval(intervalMs, answer);
      // The first words do not wait for the placeholder's pace.
      const waitMs = Math.max(frame === "" ? 0 : intervalMs, retryAfterMs(answer));
      if (waitMs > 0) await clock.sleep(waitMs, closed.signal);
      if (newest !== frame || isFlood(answer)) continue;
      const untilChanged = AbortSignal.any([closed.signal, changed.signal]);
      await clock.sleep(draftKeepAliveMs - waitMs, untilChanged);
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

/** A 429 doubles the pace up to a limit; frames that pass bring it back by and by. */
function nextInterval(intervalMs: number, answer: Answered<unknown>): number {
  if (isFlood(answer)) return Math.min(maxDraftIntervalMs, intervalMs * 2);
  return Math.max(draftIntervalMs, intervalMs * 0.8);
}

/** Telegram's own wait is obeyed, however long. */
function retryAfterMs(answer: Answered<unknown>): number {
  return isFlood(answer) ? (answer.retryAfterMs ?? 0) : 0;
}

type Refused = Extract<Answered<unknown>, { kind: "refused" }>;

function isFlood(answer: Answered<unknown>): answer is Refused {
  return answer.kind === "refused" && answer.code === 429;
}
