/** A command or a button about money: done, then told. A crash on the way does it again, which repeats nothing. */
import type { Journal } from "../journal/journal.ts";
import type { Inbound } from "../model/inbound.ts";
import type { MoneyOutcome } from "../model/money-outcome.ts";
import type { MoneyTask } from "../model/money-task.ts";
import type { Answered } from "../telegram/bot-api.ts";
import { retryReplyAfterMs } from "./retry-reply.ts";
import type { ThreadPorts } from "./thread-ports.ts";

const againMs = 1000;

type Asked = { readonly inbound: Inbound; readonly task: MoneyTask };

/** After how many milliseconds to try again; null where nothing is left to be done. */
export async function answerMoney(
  journal: Journal,
  ports: ThreadPorts,
  { inbound, task }: Asked,
): Promise<number | null> {
  // A button's own date is that of the message it stands below.
  const sinceMs = journal.inbox.receivedAtMs([inbound.updateId]) ?? inbound.sentAtMs;
  const outcome = await ports.doMoneyTask(inbound, task);
  const ageMs = ports.clock.now() - sinceMs;
  if (outcome.kind === "again" && ageMs < outcome.patienceMs) return againMs;
  const sent = await tell(ports, inbound, outcome);
  const { updateId: update } = inbound;
  if (sent.kind !== "ok") ports.log.warn("money.untold", { update, reason: sent.description });
  const retryAfterMs = retryReplyAfterMs(sent, ageMs);
  if (retryAfterMs === null) journal.inbox.done([inbound.updateId]);
  return retryAfterMs;
}

function tell(
  ports: ThreadPorts,
  inbound: Inbound,
  outcome: MoneyOutcome,
): Promise<Answered<unknown>> {
  if (outcome.kind === "edit") return ports.editMenu(inbound, outcome.menu);
  if (outcome.kind === "say") return ports.say(inbound, outcome.saying);
  return ports.reply(inbound, outcome.giveUp);
}
