/** Asks Claude until there is an answer to deliver; a request nobody saw anything of is made again. */
import type { Conversation } from "../claude/build-request.ts";
import { mapClaudeError } from "../claude/map-error.ts";
import { retryDelayMs } from "../claude/retry-delay.ts";
import { type AnswerEvent, streamAnswer } from "../claude/stream-answer.ts";
import { withoutThinking } from "../claude/without-thinking.ts";
import { AppError } from "../model/app-error.ts";
import type { StepUsage } from "../model/turn.ts";
import type { Answer } from "../model/turn-state.ts";
import type { Usage } from "../model/usage.ts";
import { describeError } from "../ops/describe-error.ts";
import { wordsFor } from "../words/words.ts";
import { type Desk, proceed, type TurnOrder } from "./desk.ts";
import { finalAnswer } from "./final-answer.ts";
import { failedAnswer, partialAnswer } from "./plan-attempt.ts";
import type { TurnServices } from "./run-turn.ts";

/** What has come so far; the draft and the checkpoint read it. */
export type Heard = { text: string; step: StepUsage | null };

export type Asking = {
  readonly order: TurnOrder;
  readonly desk: Desk;
  readonly services: TurnServices;
  readonly heard: Heard;
  readonly onText: (text: string) => void;
  readonly signal: AbortSignal;
};

export async function askClaude(asking: Asking): Promise<Answer> {
  const { order, desk, services, heard, signal } = asking;
  const words = wordsFor(order.languageCode ?? undefined);
  let conversation: Conversation = order;
  for (let tries = 1; ; tries += 1) {
    await proceed(desk.announce(order.attempt, { kind: "claude" }));
    const answer = await listen(asking, conversation, tries);
    if (!(answer instanceof AppError)) return answer;
    if (signal.aborted) return partialAnswer(heard.text, words.stopped, "stopped");
    const { turnId: turn, attempt } = order;
    services.log.warn("claude.failed", { turn, attempt, tries, ...describeError(answer) });
    if (heard.text.trim() !== "") return partialAnswer(heard.text, words.cutOff, "interrupted");

    const delayMs = retryDelayMs(answer, tries, services.random);
    if (delayMs === null) return failedAnswer(words, answer.code);
    if (answer.code === "claude_prefix_changed")
      conversation = { ...conversation, history: withoutThinking(conversation.history) };
    // What this request used is kept; the next one counts anew.
    await proceed(desk.checkpoint(attempt, "", heard.step));
    heard.step = null;
    await services.clock.sleep(delayMs, signal);
  }
}

/** The error is a value here: what it means depends on what was heard before. */
async function listen(
  { order, services, heard, onText, signal }: Asking,
  conversation: Conversation,
  step: number,
): Promise<Answer | AppError> {
  const { claude, clock, streamIdleMs: idleMs } = services;
  try {
    for await (const event of streamAnswer(claude, conversation, { signal, clock, idleMs })) {
      hear(event, heard, (usage) => stepUsage(order, step, usage));
      if (event.kind === "text") onText(event.text);
      if (event.kind === "end")
        return finalAnswer(event, heard.text, wordsFor(order.languageCode ?? undefined));
    }
    throw new Error("the stream of an answer ended without its end event");
  } catch (thrown) {
    return mapClaudeError(thrown);
  }
}

function hear(event: AnswerEvent, heard: Heard, asStep: (usage: Usage) => StepUsage): void {
  if (event.kind === "text") heard.text = event.text;
  if (event.kind === "usage") heard.step = asStep(event.usage);
  if (event.kind === "end" && heard.step) heard.step = { ...heard.step, partial: false };
}

function stepUsage({ attempt, model }: TurnOrder, step: number, usage: Usage): StepUsage {
  return { step, attempt, model, usage, partial: true };
}
