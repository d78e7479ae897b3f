/** The Claude worker: runs one attempt at one turn, in an invocation of its own. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { compactHistory } from "../lib/claude/compact.ts";
import { AppError } from "../lib/model/app-error.ts";
import { usd } from "../lib/model/money.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import type { Compacted, CompactOrder } from "../lib/turn/compact-thread.ts";
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
      ...turnFiles({ env: this.env, services, inBackground: (work) => this.ctx.waitUntil(work) }),
      toolbox: this.toolbox(order.priceVersion),
      costCapNanoUsd: usd(services.config.TURN_COST_CAP_USD),
      alertOperator: (problem) => this.ctx.waitUntil(alertOperator(services, problem)),
    });
  }

  /** Sums up a conversation that has grown too long, in an invocation of its own too. */
  async compact(order: CompactOrder): Promise<Compacted> {
    const { claude, clock, config, log } = servicesOf(this.env);
    const conversation = { ...order, tools: this.toolbox().definitions, said: [] };
    const { signal } = new AbortController();
    const listening = { signal, clock, idleMs: config.COMPACT_LIMIT_MS };
    const made = await compactHistory(claude, conversation, listening);
    if (!(made instanceof AppError)) return made;
    log.warn("claude.not_compacted", { ...describeError(made) });
    return { kind: "none", reason: made.code };
  }

  protected toolbox(priceVersion?: string): Toolbox {
    return servicesOf(this.env).toolboxOf(priceVersion);
  }
}
