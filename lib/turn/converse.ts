/** Asks Claude and shows the answer while it comes; ends with an answer to deliver, whatever happened. */
import type { Answer } from "../model/turn-state.ts";
import { wordsFor } from "../words/words.ts";
import { askClaude, type Heard } from "./ask-claude.ts";
import { type Desk, proceed, type TurnOrder } from "./desk.ts";
import { partialAnswer } from "./plan-attempt.ts";
import type { TurnServices } from "./run-turn.ts";
import { showProgress } from "./show-progress.ts";

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
    await progress.close();
  }
}
