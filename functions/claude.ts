/** The Claude worker: runs one attempt at one turn, in an invocation of its own. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { TurnEnd, TurnOrder } from "../lib/turn/desk.ts";
import { runTurn } from "../lib/turn/run-turn.ts";
import { servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";
import type { TurnDesk } from "./turn-desk.ts";

export class ClaudeWorker extends WorkerEntrypoint<Env> {
  run(order: TurnOrder, desk: TurnDesk): Promise<TurnEnd> {
    return runTurn(order, desk, servicesOf(this.env));
  }
}
