import { beforeEach, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import { acceptEdit, type EditOutcome } from "../../../lib/turn/accept-edit.ts";
import { acceptInbound } from "../../../lib/turn/accept-inbound.ts";
import { finishTurn } from "../../../lib/turn/finish-turn.ts";
import { sealBatch } from "../../../lib/turn/seal-batch.ts";
import { noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { rules } from "../../support/rules.ts";
import { ahoy } from "../../support/turns.ts";

const hourMs = 60 * 60 * 1000;

let journal: Journal;
let nextTurn = 0;
beforeEach(() => {
  journal = openNodeJournal();
});

/** `id` names the update, `messageId` the message. */
function say(id: number, text: string, messageId = id): void {
  acceptInbound(journal, {
    inbound: textInbound(id, text, messageId),
    addressed: true,
    nowMs: noonMs,
    rules,
  });
}

function edit(id: number, text: string, messageId: number): EditOutcome {
  const inbound = textInbound(id, text, messageId);
  return acceptEdit(journal, { inbound, addressed: true, nowMs: noonMs + 5000, rules });
}

function seal() {
  nextTurn += 1;
  const newTurnId = () => `turn-${nextTurn}` as TurnId;
  const clock = { now: () => noonMs + 200, sleep: () => Promise.resolve() };
  const { turn } = sealBatch(journal, { rules, clock, newTurnId });
  if (!turn) throw new Error("nothing was sealed");
  return turn;
}

function answer(): void {
  finishTurn(journal, { ...seal(), answer: ahoy }, noonMs + 1000);
}

const editRows = () =>
  journal.outbox.unapplied().flatMap(({ row }) => (row.kind === "message_edit" ? [row] : []));
const offers = () => journal.inbox.commands().map(({ messageId }) => Number(messageId));

test("a message that waits is answered as it was edited, once, and its edit is taken once", () => {
  say(1, "helo");
  expect(edit(9, "hello", 1)).toBe("accepted");
  expect(edit(9, "hello", 1)).toBe("duplicate");
  expect(seal().items.map(({ inbound }) => inbound.content)).toEqual([
    { kind: "text", text: "hello" },
  ]);
  expect(journal.inbox.waiting()).toEqual([]);
  expect(edit(9, "hello", 1)).toBe("duplicate");
});

test("an edit of the message being answered is a message of the next batch", () => {
  say(1, "helo");
  const turn = seal();
  expect(edit(9, "hello", 1)).toBe("accepted");
  finishTurn(journal, { ...turn, answer: ahoy }, noonMs + 1000);
  const next = seal();
  expect(next.items.map(({ inbound }) => inbound.content)).toEqual([
    { kind: "text", text: "hello" },
  ]);
  expect(next.edits).toBeUndefined();
});

test("an edit of an answered message is stored beside it, told with the next turn once, and offered an answer", () => {
  say(1, "six");
  say(2, "and times seven?");
  answer();
  expect(edit(9, "nine", 1)).toBe("accepted");
  expect(editRows()).toEqual([
    {
      kind: "message_edit",
      epoch: 1,
      seq: 1,
      messageId: 1,
      updateId: 9,
      blocks: [{ type: "text", text: "nine" }],
      editedAtMs: noonMs + 5000,
    },
  ]);
  expect(offers()).toEqual([1]);
  say(3, "so?");
  const told = seal();
  expect(told.edits).toEqual([{ sentAtMs: noonMs, words: "nine" }]);
  finishTurn(journal, { ...told, answer: ahoy }, noonMs + 2000);
  say(4, "well?");
  expect(seal().edits).toBeUndefined();
});

test("the same edit again changes nothing, nor does one that leaves the words as they were", () => {
  say(1, "six");
  answer();
  expect(edit(9, "nine", 1)).toBe("accepted");
  expect(edit(9, "nine", 1)).toBe("duplicate");
  expect(edit(10, "nine", 1)).toBe("unchanged");
  expect(editRows()).toHaveLength(1);
});

test("edit after edit is one offer and one note with the newest words, and every edit is stored", () => {
  say(1, "six");
  say(2, "seven");
  answer();
  edit(9, "nien", 1);
  edit(10, "ten", 2);
  edit(11, "nine", 1);
  expect(offers()).toEqual([1, 2]);
  expect(editRows().map(({ updateId }) => updateId)).toEqual([9, 10, 11]);
  say(3, "so?");
  expect(seal().edits?.map(({ words }) => words)).toEqual(["nine", "ten"]);
});

test("edits of messages nobody knows, and of those before /new, are passed over", () => {
  say(1, "six");
  answer();
  expect(edit(9, "hello", 77)).toBe("unknown_message");
  journal.told.clear();
  expect(edit(10, "nine", 1)).toBe("unknown_message");
  expect(editRows()).toEqual([]);
  expect(offers()).toEqual([]);
});

test("what was told is forgotten after two days, but no edit that waits for its person", () => {
  say(1, "six");
  say(2, "seven");
  answer();
  edit(9, "nine", 1);
  journal.told.prune(noonMs + 100 * hourMs);
  expect(journal.told.hasPrunable()).toBe(false);
  expect(edit(10, "eight", 2)).toBe("unknown_message");
  say(3, "so?");
  expect(seal().edits?.map(({ words }) => words)).toEqual(["nine"]);
});
