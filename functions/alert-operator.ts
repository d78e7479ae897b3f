/** Tells the operators, in their own chats with the bot, what only they can mend; each kind at most once an hour and isolate. */
import type { OperatorProblem } from "../lib/model/operator-problem.ts";
import { call } from "../lib/telegram/bot-api.ts";
import { operatorSentence } from "../lib/words/operator.ts";
import type { Services } from "./compose.ts";

const quietMs = 60 * 60 * 1000;

const lastToldAtMs = new Map<OperatorProblem["kind"], number>();

/** Never rejects: the log has it in any case. */
export async function alertOperator(services: Services, problem: OperatorProblem): Promise<void> {
  const { clock, log, config, botApi } = services;
  log.error("operator.needed", { ...problem });
  const nowMs = clock.now();
  if (nowMs - (lastToldAtMs.get(problem.kind) ?? 0) < quietMs) return;
  lastToldAtMs.set(problem.kind, nowMs);
  const text = operatorSentence(problem);
  for (const chat_id of config.ADMIN_IDS) {
    const sent = await call(botApi.sendMessage({ chat_id, text }));
    if (sent.kind !== "ok") log.warn("operator.untold", { reason: sent.description });
  }
}
