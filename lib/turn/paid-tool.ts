/** A tool that costs money: the account is asked before it runs, and hears afterwards what it has cost. */
import { sumNanoUsd } from "../model/money.ts";
import type { ToolCall, ToolResult } from "../model/tool.ts";
import { describeError } from "../ops/describe-error.ts";
import type { DeskAdmission, ToolAsked } from "./admit-tool.ts";
import { proceed } from "./desk.ts";
import { stoppedCost } from "./lost-tools.ts";
import { inDollars } from "./refused-answer.ts";
import type { Talk } from "./talk.ts";

/** Free tools run as they are. `run` resolves with null where the person stopped it before it was done. */
export async function callPaid(
  talk: Talk,
  call: ToolCall,
  run: () => Promise<ToolResult | null>,
): Promise<ToolResult | null> {
  const estimateNanoUsd = talk.services.toolbox.estimate(call);
  if (estimateNanoUsd === null) return run();
  const { name, toolUseId } = call;
  const asked = { step: talk.requests, toolUseId, name, estimateNanoUsd };
  const admission = await admit(talk, asked);
  if (!("kind" in admission)) return refusal(call, admission);
  // Stopped while the account was asked: nothing has run, and nothing is to be paid.
  if (talk.signal.aborted) {
    await talk.desk.spend(talk.order.attempt, asked, null);
    return null;
  }
  const result = await run();
  // What was stopped half-way has cost something: nobody will ever know what (design, issue "Billing").
  const cost = result === null ? stoppedCost(asked) : (result.cost ?? null);
  await talk.desk.spend(talk.order.attempt, asked, cost);
  if (cost) talk.spentNanoUsd = sumNanoUsd([talk.spentNanoUsd, cost.amountNanoUsd]);
  return result;
}

type Refused = Exclude<DeskAdmission, { kind: "admitted" }> | { readonly reason: "unreachable" };

async function admit(
  { desk, order, services }: Talk,
  asked: ToolAsked,
): Promise<DeskAdmission | Refused> {
  try {
    return await desk.admit(order.attempt, asked);
  } catch (thrown) {
    services.log.error("tool.not_admitted", { turn: order.turnId, ...describeError(thrown) });
    return { reason: "unreachable" };
  }
}

async function refusal({ name }: ToolCall, refused: Refused): Promise<ToolResult> {
  if (refused.reason === "superseded") await proceed(Promise.resolve(false));
  const isPoor = refused.reason === "insufficient_balance";
  const advice = isPoor
    ? {
        error: refused.reason,
        tool_name: name,
        balance: inDollars(refused.balanceNanoUsd),
        message:
          `${name} costs money, and the person's balance does not allow it just now. It did not run. ` +
          "Tell them kindly, and that /pay tops the balance up; do without it where you can.",
      }
    : {
        error: "balance_unknown",
        tool_name: name,
        message:
          `The person's balance could not be looked up just now, so ${name} did not run. ` +
          "Do without it where you can, or ask them to try again in a moment.",
      };
  return { content: [{ type: "text", text: JSON.stringify(advice) }], isError: true, files: [] };
}
