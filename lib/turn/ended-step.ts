/** A request that ended before its final count, as it is recorded: by whose doing, and what it used as far as anybody knows. */
import { estimateTokens, partialUsage } from "../billing/partial-usage.ts";
import type { Message } from "../model/message.ts";
import type { StepUsage } from "../model/turn.ts";
import { noUsage, type Usage } from "../model/usage.ts";
import type { Talk } from "./talk.ts";

/** Null where a request that failed has used nothing. */
export function endedStep(talk: Talk, end: "stopped" | "failed"): StepUsage | null {
  const { heard, requests: step, order } = talk;
  if (end === "failed") return heard.step && { ...heard.step, end };
  const { usage, estimated } = partialUsage({
    reported: heard.step?.usage ?? null,
    before: talk.usedBefore ?? historyAsUsage(talk),
    newPromptCharacters: newCharacters(talk),
    streamedCharacters: heard.text.length + heard.thinking.length,
  });
  const { attempt, model } = order;
  return { step, attempt, model, usage, partial: true, end, ...(estimated && { estimated }) };
}

/** Earlier turns are in the vendor's cache, as a rule: their tokens count as read from there. */
function historyAsUsage({ history }: Talk): Usage {
  return { ...noUsage, inputTokens: estimateTokens(lengthOf(history)) };
}

/** Behind the request before it: what its tools gave back; else what the person wrote. */
function newCharacters({ usedBefore, said, order }: Talk): number {
  return usedBefore ? lengthOf(said.slice(-1)) : JSON.stringify(order.userBlocks).length;
}

function lengthOf(messages: readonly Message[]): number {
  return JSON.stringify(messages.map(({ blocks }) => blocks)).length;
}
