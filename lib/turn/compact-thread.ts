/** Sums up a conversation over its budget while nobody waits for it; what is said meanwhile stands behind the summary. */
import { isOverBudget } from "../claude/context-budget.ts";
import type { Journal } from "../journal/journal.ts";
import { parseThreadId } from "../model/ids.ts";
import type { Block, StoredMessage } from "../model/message.ts";
import { settingsOf } from "../model/settings.ts";
import type { TurnState } from "../model/turn-state.ts";
import { noUsage, type Usage } from "../model/usage.ts";
import { asTold } from "./as-told.ts";
import { historyQuery } from "./history-query.ts";
import { missingRange, tellable } from "./merge-history.ts";
import { settleCompaction } from "./settle-compaction.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** What the Claude worker is given to sum up. */
export type CompactOrder = {
  readonly model: string;
  readonly personality?: string;
  readonly history: readonly StoredMessage[];
};

export type Compacted =
  | { readonly kind: "summary"; readonly block: Block; readonly usage: Usage }
  | { readonly kind: "none"; readonly reason: string; readonly usage?: Usage };

/** A turn that is open has its place in the thread already: the summary takes the next one after it. */
const askAgainMs = 250;

/** After a turn whose last request was longer than a conversation may be. */
export function orderCompaction(
  { facts, deadlines }: Journal,
  { steps, model, epoch }: TurnState,
  { rules, clock }: Pick<ThreadPorts, "rules" | "clock">,
): void {
  const newest = steps.at(-1)?.usage ?? noUsage;
  if (epoch !== facts.read().epoch) return;
  if (isOverBudget(model, newest, rules.contextBudgetTokens)) deadlines.set("compact", clock.now());
}

/** Where it cannot be done now, the next long turn orders it anew. Never in the way of a turn. */
export async function compactThread(journal: Journal, ports: ThreadPorts): Promise<void> {
  const { facts, turns, deadlines } = journal;
  const { threadId, epoch, lastSeq } = facts.read();
  const owner = parseThreadId(threadId ?? "");
  const beganAtMs = ports.clock.now();
  if (threadId === null || owner === null || lastSeq === 0) return deadlines.clear("compact");
  const query = historyQuery(journal, { threadId, userId: owner.userId, epoch, lastSeq });
  const { messages } = await ports.readHistory(query);
  if (missingRange(messages, { fromSeq: query.fromSeq, toSeq: lastSeq }))
    return deadlines.clear("compact");
  const { model = ports.rules.model, personality } = settingsOf(facts.settings());
  const made = await ports.compact({
    model,
    ...(personality !== undefined && { personality }),
    history: asTold(tellable(messages, query), facts.telling(epoch)),
  });
  while (turns.open()) await ports.clock.sleep(askAgainMs, new AbortController().signal);
  ports.log.info("thread.compacted", { thread: threadId, kind: made.kind });
  const endedAtMs = ports.clock.now();
  const turnId = ports.newTurnId();
  const isBilled = ports.accountOf !== null;
  const times = { beganAtMs, endedAtMs };
  settleCompaction(journal, { made, model, epoch, upToSeq: lastSeq, turnId, isBilled, ...times });
}
