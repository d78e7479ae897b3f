import { beforeEach, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import type { OfferKind } from "../../../lib/model/offer.ts";
import type { TurnState } from "../../../lib/model/turn-state.ts";
import { finishTurn } from "../../../lib/turn/finish-turn.ts";
import { offerStands } from "../../../lib/turn/standing-offer.ts";
import { commandInbound, noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { ahoy, turnOf } from "../../support/turns.ts";

let journal: Journal;
beforeEach(() => {
  journal = openNodeJournal();
});

function cut(changes: Partial<TurnState> = {}, offer: OfferKind = "continue"): TurnState {
  return turnOf({ answer: { ...ahoy, offer }, ...changes });
}

function finish(turn: TurnState): void {
  journal.turns.save(turn);
  finishTurn(journal, turn, noonMs);
}

const stands = (kind: OfferKind = "continue", turnId = "turn-1") =>
  offerStands(journal, { kind, turnId: turnId as TurnId });

test("what was offered stands, and nothing else", () => {
  finish(cut());
  expect(stands()).toBe(true);
  expect(stands("retry")).toBe(false);
  expect(stands("continue", "turn-2")).toBe(false);
});

test("it stands from the answer on, while its last words are being sent", () => {
  journal.turns.save(cut({ answer: null }));
  expect(stands()).toBe(false);
  journal.turns.save(cut());
  expect(stands()).toBe(true);
});

test("a message that waits has taken its place, a command has not", () => {
  finish(cut());
  journal.inbox.claim(commandInbound(8, "help"), noonMs);
  expect(stands()).toBe(true);
  journal.inbox.claim(textInbound(9, "something else"), noonMs);
  expect(stands()).toBe(false);
});

test("a newer turn has taken its place, from its beginning on", () => {
  finish(cut());
  const newer = turnOf({ id: "turn-2" as TurnId });
  journal.turns.save(newer);
  expect(stands()).toBe(false);
  finish({ ...newer, answer: ahoy });
  expect(stands()).toBe(false);
});

test("nothing stands in a new epoch, also where the old answer ends after it has begun", () => {
  finish(cut());
  journal.facts.write({ ...journal.facts.read(), epoch: 2, lastSeq: 0 });
  expect(stands()).toBe(false);
  finish(cut({ id: "turn-2" as TurnId }));
  expect(stands("continue", "turn-2")).toBe(false);
});

test("a journal that knows of no offers has none", () => {
  expect(stands()).toBe(false);
});
