import { beforeEach, expect, test } from "vitest";
import { answerDirectly } from "../../../lib/commands/registry.ts";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { ThreadId, TurnId } from "../../../lib/model/ids.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { acceptInbound } from "../../../lib/turn/accept-inbound.ts";
import { finishTurn } from "../../../lib/turn/finish-turn.ts";
import { obey } from "../../../lib/turn/obey.ts";
import { en } from "../../../lib/words/en.ts";
import { commandInbound, house, noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { rules } from "../../support/rules.ts";
import { ahoy, turnOf } from "../../support/turns.ts";

let journal: Journal;
let isAtWork: boolean;
let nextTurn: number;
beforeEach(() => {
  journal = openNodeJournal();
  journal.facts.write({ threadId: "42:0:42" as ThreadId, epoch: 1, lastSeq: 4 });
  isAtWork = false;
  nextTurn = 10;
});

function accept(inbound: Inbound): Inbound {
  acceptInbound(journal, { inbound, addressed: true, nowMs: noonMs, rules });
  return inbound;
}

function command(id: number, name: string): Inbound {
  return obey(journal, ports(), accept(commandInbound(id, name)));
}

function ports(): Parameters<typeof obey>[1] {
  return {
    rules,
    clock: { now: () => noonMs + 50, sleep: () => Promise.resolve() },
    newTurnId: () => `turn-${nextTurn++}` as TurnId,
    answerDirectly: (inbound) => answerDirectly(inbound, house),
    stopTurn: () => isAtWork,
  };
}

const replyTo = (inbound: Inbound) => answerDirectly(inbound, house)?.reply;

/** Ends the open turn, and gives the seq of each message it recorded. */
function finish(): readonly number[] {
  const turn = journal.turns.open();
  if (!turn) throw new Error("no turn is open");
  const { messages } = finishTurn(journal, { ...turn, answer: turn.answer ?? ahoy }, noonMs + 99);
  return messages.map(({ seq }) => seq);
}

test("what waits is recorded behind the answer that ends, batch by batch, and never twice", () => {
  journal.turns.save(turnOf({ phase: "shown", attempt: 1, userSeq: 5 }));
  isAtWork = true;
  accept(textInbound(3, "one"));
  expect(replyTo(command(4, "stop"))).toBe(en.leftUnanswered);
  accept(textInbound(5, "two"));
  command(6, "stop");
  expect(journal.inbox.waiting()).toEqual([]);
  expect(journal.deadlines.at("window")).toBeNull();
  expect([finish(), finish(), finish()]).toEqual([
    [5, 6],
    [7, 8],
    [9, 10],
  ]);
  expect(journal.turns.open()).toBeNull();
});

test("a command is obeyed once, however often its reply is tried", () => {
  accept(textInbound(3, "one"));
  command(4, "stop");
  const [obeyed] = journal.inbox.commands();
  accept(textInbound(5, "two"));
  expect(obeyed && obey(journal, ports(), obeyed)).toEqual(obeyed);
  expect(journal.inbox.waiting()).toHaveLength(1);
});

test("a turn nobody is at work on is ended in the journal, with a mark", () => {
  journal.turns.save(turnOf({ phase: "shown", attempt: 1, shownText: "Ahoy, sai" }));
  journal.deadlines.set("turn", noonMs + 9000);
  expect(replyTo(command(4, "stop"))).toBeNull();
  expect(journal.turns.open()).toMatchObject({
    phase: "answered",
    answer: { outcome: "stopped", parts: [{ markdown: "Ahoy, sai\n\n_Stopped._" }] },
  });
  expect(journal.deadlines.at("turn")).toBeNull();
});

test("a turn that was begun anew and has not started is ended though its old attempt is still at work", () => {
  journal.turns.save(turnOf({ phase: "sealed", attempt: 2, restarts: 1 }));
  isAtWork = true;
  command(4, "stop");
  expect(journal.turns.open()?.phase).toBe("answered");
});

test("an answer that is whole is left to arrive", () => {
  journal.turns.save(turnOf({ phase: "answered", attempt: 1, answer: ahoy }));
  expect(replyTo(command(4, "stop"))).toBe(en.nothingToStop);
  expect(journal.turns.open()?.answer).toEqual(ahoy);
});

test("what /new sets aside stays in the epoch it was written in, what /stop does after it in the new one", () => {
  journal.turns.save(turnOf({ phase: "shown", attempt: 1, userSeq: 5 }));
  isAtWork = true;
  accept(textInbound(3, "one"));
  expect(replyTo(command(4, "new"))).toBe(en.newConversation);
  accept(textInbound(5, "two"));
  command(6, "stop");
  const ended = [1, 2, 3].map(() => [journal.turns.open()?.epoch, ...finish()]);
  expect(ended).toEqual([
    [1, 5, 6],
    [1, 7, 8],
    [2, 1, 2],
  ]);
  expect(journal.facts.read()).toMatchObject({ epoch: 2, lastSeq: 2 });
});
