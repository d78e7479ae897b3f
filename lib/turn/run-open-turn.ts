/** One attempt at the open turn: plan it, journal it, hand it to the Claude worker, see how it ended. */

import { buildUserBlocks } from "../claude/user-message.ts";
import type { Telling } from "../journal/facts.ts";
import type { Journal } from "../journal/journal.ts";
import type { Authorization } from "../model/account.ts";
import type { TurnState } from "../model/turn-state.ts";
import { describeError } from "../ops/describe-error.ts";
import { wordsFor } from "../words/words.ts";
import { asTold } from "./as-told.ts";
import { clearTurn } from "./clear-turn.ts";
import { orderCompaction } from "./compact-thread.ts";
import { chargedForTurn, costOfTurn } from "./cost-of-turn.ts";
import type { TurnEnd, TurnOrder } from "./desk.ts";
import { filesAtHand } from "./files-at-hand.ts";
import { finishTurn } from "./finish-turn.ts";
import { closeTurn } from "./halt-turn.ts";
import type { History } from "./history.ts";
import { pendingFiles } from "./made-files.ts";
import { tellable } from "./merge-history.ts";
import { isShutOut } from "./note-membership.ts";
import { planAttempt } from "./plan-attempt.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import {
  answerTurn,
  beginAttempt,
  plannedParts,
  triesOf,
  withdrawUnconfirmed,
} from "./turn-phases.ts";
import { withFiles } from "./with-files.ts";
import { withSettings } from "./with-settings.ts";

/** An answer that could not be delivered for so long is given up: Telegram keeps updates no longer either. */
const giveUpDeliveryMs = 24 * 60 * 60 * 1000;
const maxBackoffMs = 60_000;
/** Nobody would read it: Claude is not asked, and Telegram not bothered. */
const shutOut: TurnEnd = { kind: "undeliverable", reason: "the bot is shut out of the chat" };

/** What was asked for while the window was open. */
export type Prepared = {
  readonly history: History;
  /** Null where none is needed. */
  readonly clearance: Authorization | null;
};

export async function runOpenTurn(
  journal: Journal,
  { history, clearance }: Prepared,
  ports: ThreadPorts,
): Promise<void> {
  // Read here, because while its history was read it may have been joined or ended.
  const open = journal.turns.open();
  if (!open) return;
  const turn = clearTurn(journal, withSettings(journal, open, history), { clearance, ports });
  if (!turn) return;
  const { files, reading } = history;
  const told = withFiles(journal, turn, { files, nowMs: ports.clock.now() });
  const begun = beginPlanned(journal, { ...told, reading }, ports);
  const end = isShutOut(journal) ? shutOut : await execute(journal, begun, history, ports);
  const now = journal.turns.open();
  if (!now || end.kind === "superseded") return;
  switch (end.kind) {
    case "delivered":
      return finish(journal, now, history, ports);
    case "undeliverable":
      ports.log.warn("turn.undeliverable", { turn: turn.id, reason: end.reason });
      return finish(journal, undeliverable(now), history, ports);
    case "deferred":
      return defer(journal, now, end, history, ports);
  }
}

function beginPlanned(journal: Journal, turn: TurnState, ports: ThreadPorts): TurnState {
  const words = wordsFor(turn.items.at(-1)?.inbound.from.languageCode);
  const plan = planAttempt(turn, words, ports.rules.maxAttempts);
  const begun = beginAttempt(turn);
  if (turn.phase !== "sealed" && begun.attempt > 1)
    ports.log.warn("turn.recovering", { turn: turn.id, phase: turn.phase, attempt: begun.attempt });
  const next = plan.kind === "close" ? answerTurn(begun, plan.answer, ports.clock.now()) : begun;
  journal.transact(() => {
    if (plan.kind === "close") closeTurn(journal, turn, next);
    else journal.turns.save(next);
  });
  return next;
}

async function execute(
  journal: Journal,
  turn: TurnState,
  history: History,
  ports: ThreadPorts,
): Promise<TurnEnd> {
  try {
    return await ports.runTurn(orderOf(journal, turn, history, ports));
  } catch (thrown) {
    ports.log.error("turn.crashed", {
      turn: turn.id,
      attempt: turn.attempt,
      ...describeError(thrown),
    });
    const tries = triesOf(turn);
    const afterMs = tries === 1 ? 0 : Math.min(maxBackoffMs, 1000 * 2 ** tries);
    return { kind: "deferred", afterMs, ambiguous: true };
  }
}

function orderOf(
  journal: Journal,
  turn: TurnState,
  history: History,
  { clock }: ThreadPorts,
): TurnOrder {
  const newest = turn.items.at(-1)?.inbound;
  if (!newest) throw new Error("a turn without a message");
  const { id: turnId, attempt, model, personality, streaming, answer, sent, spoken } = turn;
  const telling = journal.facts.telling(turn.epoch);
  const migratedFrom = journal.facts.migratedFrom();
  return {
    turnId,
    attempt,
    model,
    prefixes: telling.prefixes ?? {},
    ...(personality !== undefined && { personality }),
    ...(streaming && { streaming }),
    answer,
    sent,
    said: journal.turns.said(),
    spoken,
    ...(turn.priceVersion !== undefined && { priceVersion: turn.priceVersion }),
    spentNanoUsd: costOfTurn(turn),
    ...(turn.grant && turn.costLine === "shown" && { chargedNanoUsd: chargedForTurn(turn) }),
    parts: plannedParts(turn),
    thread: newest.thread,
    chatIds: [newest.thread.chatId, ...(migratedFrom === null ? [] : [migratedFrom])],
    files: filesAtHand(journal, turn, clock.now()),
    isPrivate: newest.chat.type === "private",
    ...(newest.chat.type !== "private" && { replyTo: newest.messageId }),
    languageCode: newest.from.languageCode ?? null,
    history: toldHistory(turn, telling, history),
    userBlocks: buildUserBlocks(turn),
  };
}

/** Where this turn has met a changed beginning or a refused summary, a later attempt must not meet it again. */
function toldHistory(turn: TurnState, telling: Telling, { messages, query }: History) {
  const { isBroken, isSummaryRefused } = turn.prefix ?? {};
  return asTold(tellable(messages, query), {
    ...telling,
    ...((isBroken || isSummaryRefused) && { thinkingFromSeq: turn.userSeq }),
    ...(isSummaryRefused && { isSummaryRefused }),
  });
}

async function finish(
  journal: Journal,
  turn: TurnState,
  history: History,
  ports: ThreadPorts,
): Promise<void> {
  const records = finishTurn(journal, turn, ports.clock.now());
  orderCompaction(journal, turn, ports);
  ports.log.info("turn.done", {
    turn: turn.id,
    outcome: turn.answer?.outcome,
    attempt: turn.attempt,
    ...history.reading,
    outboxRows: journal.outbox.depth(),
  });
  const pending = pendingFiles(journal, ports.clock.now());
  await ports.cacheMessages(history, { ...records, pending });
}

async function defer(
  journal: Journal,
  turn: TurnState,
  end: Extract<TurnEnd, { kind: "deferred" }>,
  history: History,
  ports: ThreadPorts,
): Promise<void> {
  const nowMs = ports.clock.now();
  if (nowMs - turn.times.sealedAtMs > giveUpDeliveryMs)
    return finish(journal, undeliverable(turn), history, ports);
  if (!end.ambiguous) journal.turns.save(withdrawUnconfirmed(turn));
  journal.deadlines.set("turn", nowMs + end.afterMs);
}

function undeliverable(turn: TurnState): TurnState {
  const { blocks, parts } = turn.answer ?? { blocks: [], parts: [] };
  return { ...turn, answer: { ...turn.answer, blocks, parts, outcome: "undeliverable" } };
}
