import { beforeEach, describe, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { ThreadId, TurnId } from "../../../lib/model/ids.ts";
import { advanceTurn } from "../../../lib/turn/advance-turn.ts";
import { finishTurn } from "../../../lib/turn/finish-turn.ts";
import { nextDueMs } from "../../../lib/turn/next-due.ts";
import { sealBatch } from "../../../lib/turn/seal-batch.ts";
import { commandInbound, itemOf, noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { rules } from "../../support/rules.ts";
import { ahoy, turnOf } from "../../support/turns.ts";

const ports: Parameters<typeof sealBatch>[1] = {
  rules: { ...rules, maxInbounds: 3 },
  clock: { now: () => noonMs + 200, sleep: () => Promise.resolve() },
  newTurnId: () => "turn-1" as TurnId,
};

let journal: Journal;
beforeEach(() => {
  journal = openNodeJournal();
});

function write(...ids: number[]): void {
  for (const id of ids) journal.inbox.claim(textInbound(id, `message ${id}`), noonMs + id);
}

const textsOf = (journalled: Journal) =>
  journalled.inbox.waiting().map(({ messageId }) => Number(messageId));

describe("sealing", () => {
  test("makes one turn of what waits, and nothing waits any more", () => {
    write(1, 2);
    journal.facts.write({ threadId: "42:0:42" as ThreadId, epoch: 4, lastSeq: 6 });
    journal.deadlines.set("window", noonMs + 201);
    const { turn } = sealBatch(journal, ports);
    expect(turn).toMatchObject({ id: "turn-1", phase: "sealed", epoch: 4, userSeq: 7 });
    expect(turn?.times).toEqual({ openedAtMs: noonMs + 1, sealedAtMs: noonMs + 200 });
    expect(turn?.items).toEqual([
      itemOf(textInbound(1, "message 1")),
      itemOf(textInbound(2, "message 2")),
    ]);
    expect(journal.turns.open()).toEqual(turn);
    expect(textsOf(journal)).toEqual([]);
    expect(journal.deadlines.at("window")).toBeNull();
  });

  test("takes the oldest that fit, and lets the rest follow at once", () => {
    write(4, 2, 5, 1, 3);
    const { turn } = sealBatch(journal, ports);
    expect(turn?.items.map(({ inbound }) => inbound.messageId)).toEqual([1, 2, 3]);
    expect(textsOf(journal)).toEqual([4, 5]);
    expect(journal.deadlines.at("window")).toBe(noonMs + 200);
  });

  test("makes no turn of nothing", () => {
    journal.deadlines.set("window", noonMs);
    expect(sealBatch(journal, ports)).toEqual({ turn: null, hasNotices: false });
    expect(journal.turns.open()).toBeNull();
    expect(journal.deadlines.at("window")).toBeNull();
  });

  test("leaves commands where they are", () => {
    journal.inbox.claim(commandInbound(9, "help"), noonMs);
    write(1);
    expect(sealBatch(journal, ports).turn?.items).toHaveLength(1);
    expect(journal.inbox.commands()).toHaveLength(1);
  });
});

describe("finishing", () => {
  const doneMs = noonMs + 2000;
  const kinds = () => journal.outbox.unapplied().map(({ row }) => row.kind);

  function sealed() {
    write(1, 2);
    const { turn } = sealBatch(journal, ports);
    if (!turn) throw new Error("nothing was sealed");
    return { ...turn, answer: ahoy };
  }

  test("ends the turn and queues its records in one step", () => {
    const turn = sealed();
    journal.deadlines.set("turn", noonMs);
    const records = finishTurn(journal, turn, doneMs);
    expect(records.lastSeq).toBe(2);
    expect(journal.turns.open()).toBeNull();
    expect(kinds()).toEqual(["user", "chat", "message", "message", "turn", "thread"]);
    expect(journal.outbox.unapplied().at(-1)?.row).toEqual({
      kind: "thread",
      chatId: 42,
      topicId: 0,
      userId: 42,
      epoch: 1,
      lastSeq: 2,
      updatedAtMs: doneMs,
    });
    expect(journal.facts.read()).toMatchObject({ epoch: 1, lastSeq: 2 });
    expect(journal.deadlines.at("turn")).toBeNull();
    expect(journal.deadlines.at("relay")).toBe(doneMs);
  });

  test("lets its updates be forgotten, but not be answered again", () => {
    finishTurn(journal, sealed(), doneMs);
    expect(journal.inbox.claim(textInbound(1, "message 1"), doneMs)).toBe(false);
    journal.inbox.prune(doneMs + 26 * 60 * 60 * 1000);
    expect(journal.inbox.isEmpty()).toBe(true);
  });

  test("leaves a conversation begun anew as new as it is", () => {
    const turn = sealed();
    journal.facts.write({ ...journal.facts.read(), epoch: 2, lastSeq: 0 });
    finishTurn(journal, turn, doneMs);
    expect(journal.facts.read()).toMatchObject({ epoch: 2, lastSeq: 0 });
    const rows = journal.outbox.unapplied().map(({ row }) => row);
    expect(rows.find((row) => row.kind === "message")).toMatchObject({ epoch: 1 });
    expect(rows.at(-1)).toMatchObject({ kind: "thread", epoch: 2, lastSeq: 0 });
  });
});

describe("fencing", () => {
  const ref = { turnId: "turn-1" as TurnId, attempt: 2 };
  const show = () => advanceTurn(journal, ref, (turn) => ({ ...turn, shownText: "Ahoy" }));

  test("lets the attempt go on that is the current one", () => {
    journal.turns.save(turnOf({ attempt: 2 }));
    expect(show()).toBe(true);
    expect(journal.turns.open()?.shownText).toBe("Ahoy");
  });

  test.each([
    ["a newer attempt has begun", turnOf({ attempt: 3 })],
    ["another turn is open", turnOf({ attempt: 2, id: "turn-2" as TurnId })],
    ["the turn is closed", null],
  ])("stops an attempt where %s", (_why, open) => {
    if (open) journal.turns.save(open);
    expect(show()).toBe(false);
    expect(journal.turns.open()).toEqual(open);
  });
});

describe("when the thread must act by itself", () => {
  const idle = { serving: false, turnTaken: false, compacting: false, paying: false };
  const due = (busy: Partial<typeof idle> = {}) => nextDueMs(journal, { ...idle, ...busy });

  test("never, where nothing waits", () => {
    expect(due()).toBeNull();
  });

  test("when the window closes, a command waits, or rows must go", () => {
    journal.deadlines.set("window", noonMs + 5);
    expect(due()).toBe(noonMs + 5);
    journal.deadlines.set("relay", noonMs + 3);
    expect(due()).toBe(noonMs + 3);
    journal.deadlines.set("commands", noonMs + 1);
    expect(due()).toBe(noonMs + 1);
  });

  test("at once, where a crash left a turn behind, and not for the window behind it", () => {
    journal.turns.save(turnOf());
    journal.deadlines.set("window", noonMs);
    expect(due()).toBe(0);
    journal.deadlines.set("turn", noonMs + 9);
    expect(due()).toBe(noonMs + 9);
    journal.deadlines.set("relay", noonMs + 4);
    expect(due()).toBe(noonMs + 4);
  });

  test("not for what is being done already", () => {
    journal.deadlines.set("window", noonMs);
    journal.deadlines.set("relay", noonMs + 3);
    expect(due({ turnTaken: true })).toBe(noonMs + 3);
    expect(due({ serving: true })).toBe(noonMs);
    expect(due({ serving: true, turnTaken: true })).toBeNull();
  });
});
