/** Asks Claude and shows the answer while it comes; ends with an answer to deliver, whatever happened. */
import type { Clock } from "../model/clock.ts";
import type { Answer } from "../model/turn-state.ts";
import { wordsFor } from "../words/words.ts";
import { askClaude, type Heard } from "./ask-claude.ts";
import { type Desk, proceed, type TurnOrder } from "./desk.ts";
import { partialAnswer } from "./plan-attempt.ts";
import type { TurnServices } from "./run-turn.ts";
import { type Progress, showProgress } from "./show-progress.ts";

/** Long enough for any call that Telegram answers at its usual pace. */
const closeWithinMs = 1000;

export async function converse(
  order: TurnOrder,
  desk: Desk,
  services: TurnServices,
): Promise<Answer> {
  const stop = new AbortController();
  const heard: Heard = { text: "", step: null };
  const running = await desk.onStop(() => stop.abort("stopped"));
  const answer = running
    ? await answerVisibly({ order, desk, services, heard, stop })
    : partialAnswer("", wordsFor(order.languageCode ?? undefined).stopped, "stopped");
  await proceed(desk.answered(order.attempt, answer, heard.step));
  return answer;
}

type Visibly = {
  readonly order: TurnOrder;
  readonly desk: Desk;
  readonly services: TurnServices;
  readonly heard: Heard;
  readonly stop: AbortController;
};

async function answerVisibly({ order, desk, services, heard, stop }: Visibly): Promise<Answer> {
  const abort = () => stop.abort("nobody is there to read it");
  const progress = showProgress({ order, desk, services, heard, abort });
  const onText = (text: string) => progress.push(text);
  try {
    return await askClaude({ order, desk, services, heard, onText, signal: stop.signal });
  } finally {
    await closeSoon(progress, services.clock);
  }
}

/** A draft or a sign of typing that hangs must not hold up the answer. */
async function closeSoon(progress: Progress, clock: Clock): Promise<void> {
  const closed = new AbortController();
  const closing = progress.close().finally(() => closed.abort());
  await Promise.race([closing, clock.sleep(closeWithinMs, closed.signal)]);
}
