/** The Claude worker: runs one attempt at one turn, in an invocation of its own. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { nanoUsd, nanoUsdPerUsd } from "../lib/model/money.ts";
import type { TurnEnd, TurnOrder } from "../lib/turn/desk.ts";
import { runTurn, type Toolbox } from "../lib/turn/run-turn.ts";
import { alertOperator } from "./alert-operator.ts";
import { servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";
import type { TurnDesk } from "./turn-desk.ts";
import { turnFiles } from "./turn-files.ts";

export class ClaudeWorker extends WorkerEntrypoint<Env> {
  run(order: TurnOrder, desk: TurnDesk): Promise<TurnEnd> {
    const services = servicesOf(this.env);
    return runTurn(order, desk, {
      ...services,
      ...turnFiles(this.env.FILES, services.clock.now),
      toolbox: this.toolbox(),
      costCapNanoUsd: nanoUsd(Math.round(services.config.TURN_COST_CAP_USD * nanoUsdPerUsd)),
      alertOperator: (problem) => this.ctx.waitUntil(alertOperator(services, problem)),
    });
  }

  protected toolbox(): Toolbox {
    const content = [{ type: "text", text: "There is no such tool." }];
    return { definitions: [], run: async () => ({ content, isError: true, files: [] }) };
  }
}
