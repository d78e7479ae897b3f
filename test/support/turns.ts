/** Turns as a thread's journal holds them, with what a test cares about replaced. */
import type { TurnId } from "../../lib/model/ids.ts";
import type { StepUsage } from "../../lib/model/turn.ts";
import type { Answer, TurnState } from "../../lib/model/turn-state.ts";
import { noUsage } from "../../lib/model/usage.ts";
import { sealTurn } from "../../lib/turn/turn-phases.ts";
import { itemOf, noonMs, textInbound } from "./inbounds.ts";

export const ahoy: Answer = {
  outcome: "answered",
  blocks: [{ type: "text", text: "Ahoy" }],
  parts: [{ markdown: "Ahoy" }],
};

/** Two messages, sealed 200 ms after noon. */
export function turnOf(changes: Partial<TurnState> = {}): TurnState {
  const sealed = sealTurn({
    id: "turn-1" as TurnId,
    epoch: 1,
    userSeq: 1,
    items: [itemOf(textInbound(1, "hello")), itemOf(textInbound(2, "are you there?"))],
    model: "claude-sonnet-5-5",
    openedAtMs: noonMs,
    nowMs: noonMs + 200,
  });
  return { ...sealed, ...changes };
}

export function stepOf(outputTokens: number, changes: Partial<StepUsage> = {}): StepUsage {
  const usage = { ...noUsage, inputTokens: 10, outputTokens };
  return { step: 1, attempt: 1, model: "claude-sonnet-5-5", usage, partial: true, ...changes };
}
