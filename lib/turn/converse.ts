/** Asks Claude and lets it use its tools, step by step, in sight of the person; ends with an answer, whatever happened. */
import { closedBlocks, openBlocks } from "../claude/replayable.ts";
import type { Clock } from "../model/clock.ts";
import type { Message } from "../model/message.ts";
import { sumNanoUsd } from "../model/money.ts";
import type { StopCause } from "../model/turn.ts";
import type { Answer } from "../model/turn-state.ts";
import { type Words, wordsFor } from "../words/words.ts";
import { askClaude, type StepEnd } from "./ask-claude.ts";
import { callTools } from "./call-tools.ts";
import { costOfStep } from "./charge-of-step.ts";
import type { Delivery } from "./delivery.ts";
import { type Desk, proceed, type TurnOrder } from "./desk.ts";
import { finalAnswer } from "./final-answer.ts";
import { cutBlocks, nothingHeard } from "./heard.ts";
import { cutOffBy, type Ending, endingBy, partialAnswer } from "./partial-answer.ts";
import { failedAnswer } from "./plan-attempt.ts";
import type { TurnServices } from "./run-turn.ts";
import { type NoUse, type Progress, showProgress } from "./show-progress.ts";
import { Talk } from "./talk.ts";
import { viewOf } from "./view-of.ts";
import { withCostLine } from "./with-cost-line.ts";
import { withParagraph } from "./with-paragraph.ts";

/** Long enough for any call that Telegram answers at its usual pace. */
const closeWithinMs = 1000;
/** Design §6, "tool loop". */
const maxSteps = 100;

export type Conversing = {
  readonly order: TurnOrder;
  readonly desk: Desk;
  readonly services: TurnServices;
  readonly delivery: Delivery;
};

export async function converse(conversing: Conversing): Promise<Answer> {
  const { order, desk } = conversing;
  const stop = new AbortController();
  const talk = new Talk({ ...conversing, signal: stop.signal });
  const stopped = await desk.onStop((cause) => stop.abort(cause));
  if (stopped) stop.abort(stopped);
  const said = stopped
    ? stoppedAnswer(talk)
    : await answerVisibly(talk, (reason) => stop.abort(reason));
  const answer = withCostLine(talk, said);
  await proceed(desk.answered(order.attempt, answer, talk.heard.step));
  return answer;
}

async function answerVisibly(talk: Talk, abort: (reason: NoUse) => void): Promise<Answer> {
  const progress = showProgress(talk, abort);
  talk.onProgress = () => progress.push(viewOf(talk));
  try {
    return await takeSteps(talk);
  } finally {
    await closeSoon(progress, talk.services.clock);
  }
}

async function takeSteps(talk: Talk): Promise<Answer> {
  const words = wordsOf(talk);
  for (let step = 0; step < maxSteps; step += 1) {
    const end = await askClaude(talk);
    if (end.kind !== "heard") return brokenAnswer(talk, end, words);
    const { calls, stopReason } = talk.heard;
    if (stopReason !== "tool_use" && stopReason !== "pause_turn") return wholeAnswer(talk, words);
    await endStep(talk, calls.length > 0);
    if (calls.length > 0) await takeResults(talk, await callTools(talk, calls));
    if (talk.signal.aborted) return stoppedAnswer(talk);
    if (talk.spentNanoUsd >= talk.services.costCapNanoUsd)
      return cutAnswer(talk, { mark: words.costCap, outcome: "interrupted" });
  }
  return cutAnswer(talk, { mark: words.tooManySteps, outcome: "interrupted" });
}

/** Claude goes on in the next step: with the results of its calls, or as it is where it only paused. */
async function endStep(talk: Talk, callsTools: boolean): Promise<void> {
  const { order, desk, heard } = talk;
  const { text, step, calls } = heard;
  const message: Message = { role: "assistant", blocks: openBlocks(heard.blocks) };
  // Before the desk hears of it: a draft under way must not report these words as words of the next step.
  talk.said = [...talk.said, message];
  if (step) {
    talk.usedBefore = step.usage;
    talk.spentNanoUsd = sumNanoUsd([talk.spentNanoUsd, costOfStep(order, step).costNanoUsd]);
  }
  talk.spoken = withParagraph(talk.spoken, text);
  talk.heard = { ...nothingHeard(), calls, thinking: heard.thinking };
  await proceed(desk.stepped(order.attempt, { message, text, step, callsTools }));
}

async function takeResults(talk: Talk, results: Message): Promise<void> {
  await proceed(talk.desk.toolsDone(talk.order.attempt, results));
  talk.said = [...talk.said, results];
}

function wholeAnswer({ heard, spoken, delivery }: Talk, words: Words): Answer {
  return finalAnswer(
    {
      text: withParagraph(spoken, heard.text),
      blocks: closedBlocks(heard.blocks),
      stopReason: heard.stopReason ?? "other",
      hasDelivered: delivery.hasParts,
    },
    words,
  );
}

function brokenAnswer(talk: Talk, end: Exclude<StepEnd, { kind: "heard" }>, words: Words): Answer {
  if (end.kind === "stopped") return stoppedAnswer(talk);
  const isSilent = end.kind === "failed" && talk.said.length === 0;
  return isSilent ? failedAnswer(words, end.error.code) : cutAnswer(talk, cutOffBy(words));
}

function stoppedAnswer(talk: Talk): Answer {
  const words = wordsOf(talk);
  // Nobody wished it: where the thread hears of it after all, the answer can be continued.
  if (talk.signal.reason === "unheard") return cutAnswer(talk, cutOffBy(words));
  return cutAnswer(talk, endingBy(causeOf(talk.signal), words));
}

function causeOf({ reason }: AbortSignal): StopCause {
  return reason === "interrupted" || reason === "left" ? reason : "stopped";
}

function cutAnswer(talk: Talk, ending: Ending): Answer {
  const text = withParagraph(talk.spoken, talk.heard.text);
  return partialAnswer({ text, blocks: cutBlocks(talk.heard, ending.mark), ...ending });
}

function wordsOf({ order }: Talk): Words {
  return wordsFor(order.languageCode ?? undefined);
}

/** A draft or a sign of typing that hangs must not hold up the answer. */
async function closeSoon(progress: Progress, clock: Clock): Promise<void> {
  const closed = new AbortController();
  const closing = progress.close().finally(() => closed.abort());
  await Promise.race([closing, clock.sleep(closeWithinMs, closed.signal)]);
}
