/** Shows a growing answer at Telegram's pace: the first words at once, then always the newest, never a queue. */
import type { Clock } from "../model/clock.ts";
import { type AnswerView, hasWords, isBlank, nothingToSee } from "./answer-view.ts";
import type { Answered } from "./bot-api.ts";
import { maxFrameIntervalMs } from "./limits.ts";
import type { Pace } from "./screens/screen.ts";

export interface FramePump {
  push(view: AnswerView): void;
  /** Resolves when no frame is under way any more. */
  close(): Promise<void>;
}

export type PumpInput = {
  readonly clock: Clock;
  /** May change with what Telegram turns out to support. */
  readonly pace: () => Pace;
  /** Shows what `newest` gives when it is asked. A refusal costs that frame, never the answer. */
  readonly show: (newest: () => AnswerView) => Promise<Answered<unknown>>;
};

/** Until the first push there is nothing to see: Telegram's "Thinking…" or "typing…". */
export function startFramePump({ clock, pace, show }: PumpInput): FramePump {
  const closed = new AbortController();
  let changed = new AbortController();
  let worded = new AbortController();
  let newest = nothingToSee;
  let frame = newest;
  const take = () => {
    changed = new AbortController();
    worded = new AbortController();
    frame = newest;
    return frame;
  };

  const run = async () => {
    let { intervalMs } = pace();
    while (!closed.signal.aborted) {
      take();
      const answer = await show(take);
      intervalMs = nextInterval(intervalMs, pace(), answer);
      // The first words wait for no pace but Telegram's own.
      const cut = isFlood(answer) || hasWords(frame) ? [] : [worded.signal];
      const waitMs = Math.max(isBlank(frame) ? 0 : intervalMs, retryAfterMs(answer));
      if (waitMs > 0) await clock.sleep(waitMs, AbortSignal.any([closed.signal, ...cut]));
      if (newest !== frame || isFlood(answer)) continue;
      const untilChanged = AbortSignal.any([closed.signal, changed.signal]);
      await clock.sleep(pace().keepAliveMs - waitMs, untilChanged);
    }
  };

  const running = run();
  return {
    push: (view) => {
      newest = view;
      changed.abort();
      if (hasWords(view)) worded.abort();
    },
    close: () => {
      closed.abort();
      return running;
    },
  };
}

/** A 429 doubles the pace up to a limit; frames that pass bring it back by and by. */
function nextInterval(intervalMs: number, pace: Pace, answer: Answered<unknown>): number {
  if (isFlood(answer)) return Math.min(maxFrameIntervalMs, intervalMs * 2);
  return Math.max(pace.intervalMs, intervalMs * 0.8);
}

/** Telegram's own wait is obeyed, however long. */
function retryAfterMs(answer: Answered<unknown>): number {
  return isFlood(answer) ? (answer.retryAfterMs ?? 0) : 0;
}

type Refused = Extract<Answered<unknown>, { kind: "refused" }>;

function isFlood(answer: Answered<unknown>): answer is Refused {
  return answer.kind === "refused" && answer.code === 429;
}
