/** The sentence: converse → deliver. One attempt at one turn; what it did is told to the desk step by step. */
import type { ClaudeClient } from "../claude/client.ts";
import { AppError } from "../model/app-error.ts";
import type { Clock } from "../model/clock.ts";
import type { Log } from "../ops/log.ts";
import type { BotApi } from "../telegram/bot-api.ts";
import { converse } from "./converse.ts";
import { deliver } from "./deliver.ts";
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
};

export async function runTurn(
  order: TurnOrder,
  desk: Desk,
  services: TurnServices,
): Promise<TurnEnd> {
  try {
    const answer = order.answer ?? (await converse(order, desk, services));
    return await deliver({ order, answer, desk, services });
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "attempt_superseded")
      return { kind: "superseded" };
    throw thrown;
  }
}
