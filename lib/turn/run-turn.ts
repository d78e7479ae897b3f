/** The sentence: converse → deliver. One attempt at one turn; what it did is told to the desk step by step. */
import type { ClaudeClient } from "../claude/client.ts";
import { AppError } from "../model/app-error.ts";
import type { Clock } from "../model/clock.ts";
import type { ThreadAddress } from "../model/ids.ts";
import type { HeldFile, ToolFiles } from "../model/known-file.ts";
import type { NanoUsd } from "../model/money.ts";
import type { OperatorProblem } from "../model/operator-problem.ts";
import type { MadeFile, ToolCall, ToolDefinition, ToolResult } from "../model/tool.ts";
import type { Log } from "../ops/log.ts";
import type { BotApi } from "../telegram/bot-api.ts";
import type { ToolContext } from "../tools/tool.ts";
import { converse } from "./converse.ts";
import { Delivery } from "./delivery.ts";
import type { Desk, TurnEnd, TurnOrder } from "./desk.ts";

export type TurnServices = {
  readonly claude: ClaudeClient;
  readonly botApi: BotApi;
  readonly clock: Clock;
  readonly log: Log;
  /** Gives [0, 1). */
  readonly random: () => number;
  /** A stream silent for so long is over. */
  readonly streamIdleMs: number;
  readonly toolbox: Toolbox;
  /** A turn that has cost so much takes no further step. */
  readonly costCapNanoUsd: NanoUsd;
  /** Resolves by itself, in the background. */
  readonly alertOperator: (problem: OperatorProblem) => void;
  /** Puts a tool's file where a later attempt finds it too; gives its key. */
  readonly keepFile: (file: Pick<MadeFile, "bytes">, owner: ThreadAddress) => Promise<string>;
  readonly newMadeId: () => string;
  /** These are needed no more; done in the background. */
  readonly dropBytes: (keys: readonly string[]) => void;
  /** Null where it is gone. */
  readonly readFile: (key: string) => Promise<Uint8Array | null>;
  /** The files of the turn's person in its chat; `atHand` is asked every time. */
  readonly openFiles: (
    order: Pick<TurnOrder, "thread" | "chatIds">,
    atHand: () => readonly HeldFile[],
  ) => ToolFiles;
};

export type Toolbox = {
  /** In the order every request has them (P7). */
  readonly definitions: readonly ToolDefinition[];
  /** Never rejects: what goes wrong is a result Claude can act on. */
  readonly run: (call: ToolCall, context: ToolContext) => Promise<ToolResult>;
  /** What the call is expected to cost; null where it costs nothing, or cannot run. */
  readonly estimate: (call: ToolCall) => NanoUsd | null;
};

export async function runTurn(
  order: TurnOrder,
  desk: Desk,
  services: TurnServices,
): Promise<TurnEnd> {
  try {
    const delivery = new Delivery({ order, desk, services });
    delivery.dropArrived();
    if (order.answer) return await delivery.flush();
    return await delivery.finish(await converse({ order, desk, services, delivery }));
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "attempt_superseded")
      return { kind: "superseded" };
    throw thrown;
  }
}
