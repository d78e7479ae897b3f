/** Asks Claude and shows the answer while it comes; ends with an answer to deliver, whatever happened. */
import { mapClaudeError } from "../claude/map-error.ts";
import { type AnswerEvent, streamAnswer } from "../claude/stream-answer.ts";
import type { StepUsage } from "../model/turn.ts";
import type { Answer } from "../model/turn-state.ts";
import type { Usage } from "../model/usage.ts";
import { describeError } from "../ops/describe-error.ts";
import { wordsFor } from "../words/words.ts";
import { type Desk, proceed, type TurnOrder } from "./desk.ts";
import { finalAnswer } from "./final-answer.ts";
import { failedAnswer, partialAnswer } from "./plan-attempt.ts";
import type { TurnServices } from "./run-turn.ts";
import { type Progress, showProgress } from "./show-progress.ts";

/** A turn without tools is one step. */
const onlyStep = 1;

export async function converse(
  order: TurnOrder,
  desk: Desk,
  services: TurnServices,
): Promise<Answer> {
  const stop = new AbortController();
  const running = await desk.onStop(() => stop.abort("stopped"));
  const words = wordsFor(order.languageCode ?? undefined);
  if (!running) return partialAnswer("", words.stopped, "stopped");
  await proceed(desk.announce(order.attempt, { kind: "claude" }));

  const heard: Heard = { text: "", step: null };
  const progress = showProgress({
    order,
    desk,
    services,
    heard,
    abort: () => stop.abort("superseded"),
  });
  const answer = await listen({ order, services, heard, progress, signal: stop.signal });
  await proceed(desk.answered(order.attempt, answer, heard.step));
  return answer;
}

/** What has come so far; the draft and the checkpoint read it. */
export type Heard = { text: string; step: StepUsage | null };

type Listening = {
  readonly order: TurnOrder;
  readonly services: TurnServices;
  readonly heard: Heard;
  readonly progress: Progress;
  readonly signal: AbortSignal;
};

async function listen({ order, services, heard, progress, signal }: Listening): Promise<Answer> {
  const words = wordsFor(order.languageCode ?? undefined);
  const { model, history, userBlocks } = order;
  try {
    for await (const event of streamAnswer(
      services.claude,
      { model, history, userBlocks },
      signal,
    )) {
      hear(event, heard, order);
      if (event.kind === "text") progress.push(event.text);
      if (event.kind === "end") return finalAnswer(event, heard.text, words);
    }
    return failedAnswer(words, "claude_stream_broken");
  } catch (thrown) {
    if (signal.aborted) return partialAnswer(heard.text, words.stopped, "stopped");
    const error = mapClaudeError(thrown);
    services.log.warn("claude.failed", {
      turn: order.turnId,
      attempt: order.attempt,
      ...describeError(error),
    });
    if (heard.text.trim() === "") return failedAnswer(words, error.code);
    return partialAnswer(heard.text, words.cutOff, "interrupted");
  } finally {
    await progress.close();
  }
}

function hear(event: AnswerEvent, heard: Heard, order: TurnOrder): void {
  if (event.kind === "text") heard.text = event.text;
  if (event.kind === "usage") heard.step = stepUsage(order, event.usage, true);
  if (event.kind === "end" && heard.step) heard.step = { ...heard.step, partial: false };
}

function stepUsage({ attempt, model }: TurnOrder, usage: Usage, partial: boolean): StepUsage {
  return { step: onlyStep, attempt, model, usage, partial };
}
