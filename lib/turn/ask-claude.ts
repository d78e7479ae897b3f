/** One step of a turn: asks Claude until something was heard; a request nobody saw anything of is made again. */
import { mapClaudeError } from "../claude/map-error.ts";
import { retryDelayMs } from "../claude/retry-delay.ts";
import { streamAnswer } from "../claude/stream-answer.ts";
import type { AppError } from "../model/app-error.ts";
import { describeError } from "../ops/describe-error.ts";
import { proceed } from "./desk.ts";
import { endedStep } from "./ended-step.ts";
import { type Heard, hear, nothingHeard } from "./heard.ts";
import type { Talk } from "./talk.ts";

export type StepEnd =
  | { readonly kind: "heard" }
  /** By the person, or because nobody is there to read on. */
  | { readonly kind: "stopped" }
  /** Some words came, and no more will. */
  | { readonly kind: "broken" }
  | { readonly kind: "failed"; readonly error: AppError };

/** What is heard stands in `talk.heard`, also after a stop or a failure. */
export async function askClaude(talk: Talk): Promise<StepEnd> {
  const { order, desk, services, signal } = talk;
  for (let tries = 1; ; tries += 1) {
    await proceed(desk.announce(order.attempt, { kind: "claude", prefix: talk.prefix }));
    talk.heard = nothingHeard();
    talk.requests += 1;
    const error = await listen(talk, talk.heard);
    if (!error) return { kind: "heard" };
    talk.heard.step = endedStep(talk, signal.aborted ? "stopped" : "failed");
    if (signal.aborted) return { kind: "stopped" };
    const { turnId: turn, attempt } = order;
    services.log.warn("claude.failed", { turn, attempt, tries, ...describeError(error) });
    if (error.code === "claude_account")
      services.alertOperator({ kind: "claude_account", reason: error.message });
    if (talk.heard.text.trim() !== "") return { kind: "broken" };

    const delayMs = retryDelayMs(error, tries, services.random);
    if (delayMs === null) return { kind: "failed", error };
    if (error.code === "claude_prefix_changed") talk.leaveThinkingOut("refused");
    if (error.code === "claude_summary_refused") talk.tellSummaryInWords();
    // What this request used is kept; the next one counts anew.
    await proceed(desk.checkpoint(attempt, "", talk.heard.step));
    await services.clock.sleep(delayMs, signal);
    // Nothing was asked anew, and so nothing can have been used.
    if (signal.aborted) return stoppedBetween(talk);
  }
}

function stoppedBetween(talk: Talk): StepEnd {
  talk.heard = nothingHeard();
  return { kind: "stopped" };
}

/** Null when the answer came whole. The error is a value: what it means depends on what was heard before. */
async function listen(talk: Talk, heard: Heard): Promise<AppError | null> {
  const { order, services, signal, requests: step } = talk;
  const { claude, clock, streamIdleMs: idleMs } = services;
  const { attempt, model } = order;
  const asStep = (usage: NonNullable<Heard["step"]>["usage"]) =>
    ({ step, attempt, model, usage, partial: true }) as const;
  try {
    for await (const event of streamAnswer(claude, talk.conversation(), {
      signal,
      clock,
      idleMs,
    })) {
      hear(heard, event, asStep);
      if (event.kind !== "usage" && event.kind !== "end") talk.onProgress();
    }
    return null;
  } catch (thrown) {
    return mapClaudeError(thrown);
  }
}
