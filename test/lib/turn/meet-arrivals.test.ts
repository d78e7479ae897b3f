import { beforeEach, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import type { TurnState } from "../../../lib/model/turn-state.ts";
import { acceptInbound } from "../../../lib/turn/accept-inbound.ts";
import { reportStep } from "../../../lib/turn/advance-turn.ts";
import { arrivalDueMs, nextDueMs } from "../../../lib/turn/next-due.ts";
import { sealBatch } from "../../../lib/turn/seal-batch.ts";
import { noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { rules } from "../../support/rules.ts";
import { stepOf, turnOf } from "../../support/turns.ts";

const atWork = { serving: false, turnTaken: true, compacting: false, paying: false };

let journal: Journal;
beforeEach(() => {
  journal = openNodeJournal();
});

function open(changes: Partial<TurnState>): void {
  journal.turns.save(turnOf({ attempt: 1, ...changes }));
}

/** A message with this number arrives so long after noon. */
function say(id: number, afterMs = 0): void {
  const nowMs = noonMs + afterMs;
  acceptInbound(journal, {
    inbound: textInbound(id, `message ${id}`),
    addressed: true,
    nowMs,
    rules,
  });
}

function seal(afterMs: number, maxInbounds = rules.maxInbounds) {
  return sealBatch(journal, {
    rules: { ...rules, maxInbounds },
    clock: { now: () => noonMs + afterMs, sleep: () => Promise.resolve() },
    newTurnId: () => "turn-2" as TurnId,
  });
}

test("while a turn runs, its window is looked at when it closes, once", () => {
  open({ phase: "shown" });
  expect(arrivalDueMs(journal)).toBeNull();
  say(3);
  expect(nextDueMs(journal, atWork)).toBe(noonMs + 200);
  expect(seal(200).decision).toBe("interrupt");
  expect(arrivalDueMs(journal)).toBeNull();
  expect(journal.inbox.waiting()).toHaveLength(1);
  journal.turns.remove(turnOf());
  expect(seal(201).turn).toMatchObject({ id: "turn-2", items: [{ inbound: { messageId: 3 } }] });
});

test("what comes after a decision has a window and a decision of its own", () => {
  open({ phase: "running", restarts: 2 });
  say(3);
  expect(seal(200).decision).toBe("wait");
  open({ phase: "shown", restarts: 2 });
  say(4, 1000);
  expect(nextDueMs(journal, atWork)).toBe(noonMs + 1200);
  expect(seal(1200).decision).toBe("interrupt");
});

test("a merged batch does not grow beyond what one may hold", () => {
  open({ phase: "running" });
  say(3);
  expect(seal(200, 2).decision).toBe("wait");
  expect(journal.turns.open()?.items).toHaveLength(2);
  say(4, 300);
  expect(seal(500, 4).decision).toBe("restart");
  expect(journal.turns.open()?.items).toHaveLength(4);
  expect(journal.inbox.waiting()).toEqual([]);
});

test("the attempt that was given up reports what it used, and changes nothing else", () => {
  open({ phase: "running" });
  say(3);
  seal(200);
  const ref = { turnId: turnOf().id, attempt: 1 };
  const transition = (turn: TurnState): TurnState => ({ ...turn, shownText: "too late" });
  expect(reportStep(journal, ref, { step: stepOf(7), transition })).toBe(false);
  expect(journal.turns.open()).toMatchObject({ shownText: "", steps: [stepOf(7)] });
  journal.turns.remove(turnOf());
  expect(reportStep(journal, ref, { step: stepOf(9), transition })).toBe(false);
  expect(journal.turns.open()).toBeNull();
});
