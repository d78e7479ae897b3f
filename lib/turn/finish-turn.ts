/** Closes a turn: its records enter the outbox in the same transaction that ends it (P1, P2). */
import type { Journal } from "../journal/journal.ts";
import type { ThreadAddress } from "../model/ids.ts";
import { fileIdOf, wordsOf } from "../model/inbound.ts";
import type { OutboxRow } from "../model/outbox.ts";
import type { TurnState } from "../model/turn-state.ts";
import { nextTelling } from "./next-telling.ts";
import { oweEndOfTurn } from "./owe-steps.ts";
import { recordTurn, type TurnRecords } from "./record-turn.ts";
import { offerOf } from "./standing-offer.ts";

export function finishTurn(journal: Journal, turn: TurnState, nowMs: number): TurnRecords {
  return journal.transact(() => {
    const records = recordTurn(turn, journal.turns.said(), nowMs);
    const facts = journal.facts.read();
    // A turn that /new overtook ends in its own epoch and leaves the new one alone.
    if (facts.epoch === turn.epoch) {
      journal.facts.write({ ...facts, lastSeq: records.lastSeq });
      journal.facts.writeTelling(nextTelling(journal.facts.telling(turn.epoch), turn));
      rememberTold(journal, turn, nowMs);
    }
    journal.outbox.append([
      ...records.rows,
      ...threadRow(journal, turn.items[0]?.inbound.thread, nowMs),
    ]);
    journal.inbox.done(turn.items.map(({ inbound }) => inbound.updateId));
    oweEndOfTurn(journal, turn);
    journal.turns.remove(turn);
    journal.facts.writeOffer(offerOf(turn));
    openNext(journal, turn, records);
    journal.deadlines.clear("turn");
    journal.deadlines.set("relay", nowMs);
    return records;
  });
}

/** What was set aside meanwhile is recorded next, behind what its epoch holds by now. */
function openNext({ turns, facts }: Journal, turn: TurnState, { lastSeq }: TurnRecords): void {
  const [next, ...behind] = turn.behind ?? [];
  if (!next) return;
  const before = next.epoch === turn.epoch ? lastSeq : facts.read().lastSeq;
  turns.save({ ...next, userSeq: before + 1, ...(behind.length > 0 && { behind }) });
}

/** So that an edit finds what it changes. */
function rememberTold({ told }: Journal, { items, userSeq: seq }: TurnState, nowMs: number): void {
  for (const { inbound } of items) {
    const { messageId, sentAtMs, content } = inbound;
    told.remember(
      { messageId, seq, sentAtMs, words: wordsOf(content), file: fileIdOf(content) },
      nowMs,
    );
  }
}

export function threadRow(
  journal: Journal,
  address: ThreadAddress | undefined,
  nowMs: number,
): OutboxRow[] {
  if (!address) return [];
  const { epoch, lastSeq } = journal.facts.read();
  return [{ kind: "thread", ...address, epoch, lastSeq, updatedAtMs: nowMs }];
}
