/** A thread begun in a supergroup asks once whether it goes on from a basic group. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { ChatId, ThreadId, TurnId } from "../../../lib/model/ids.ts";
import type { Content, Inbound } from "../../../lib/model/inbound.ts";
import { acceptInbound } from "../../../lib/turn/accept-inbound.ts";
import type { Estate, EstateRequest } from "../../../lib/turn/hand-over.ts";
import { inherit, mustInherit } from "../../../lib/turn/inherit.ts";
import { pendingFiles } from "../../../lib/turn/made-files.ts";
import { overlayOf } from "../../../lib/turn/merge-history.ts";
import { inboundOf, noonMs } from "../../support/inbounds.ts";
import { madeRecord } from "../../support/made-records.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { rules } from "../../support/rules.ts";

const chatId = -1_000_000_000_005 as ChatId;
const oldChatId = -77 as ChatId;
const messages = [1, 2].map((seq) => ({
  seq,
  role: seq === 1 ? ("user" as const) : ("assistant" as const),
  blocks: [{ type: "text", text: `said ${seq}` }],
  turnId: "turn-1" as TurnId,
  createdAtMs: noonMs - 1000,
}));
const given: Estate = { kind: "given", epoch: 3, lastSeq: 2, messages };

let journal: Journal;
let asked: [ThreadId, EstateRequest][];
let nowMs: number;
beforeEach(() => {
  journal = openNodeJournal();
  asked = [];
  nowMs = noonMs;
});

function supergroup(topicId = 0, content: Content = { kind: "text", text: "hello" }): Inbound {
  const inbound = inboundOf(1, content);
  const thread = { ...inbound.thread, chatId, topicId: topicId as typeof inbound.thread.topicId };
  return { ...inbound, thread, chat: { type: "supergroup", title: "Crew" } };
}

function accept(inbound: Inbound): void {
  acceptInbound(journal, { inbound, addressed: true, nowMs: noonMs, rules });
}

type Outside = { readonly from?: ChatId | null; readonly answer?: () => Estate };

function ask({ from = oldChatId, answer = () => given }: Outside = {}): Promise<number | null> {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const clock = { now: () => nowMs, sleep: () => Promise.resolve() };
  return inherit(journal, {
    clock,
    log,
    migratedFrom: async (asking) => (asking === chatId ? from : null),
    askEstate: async (...question) => {
      asked.push(question);
      return answer();
    },
  });
}

const isDue = () => mustInherit(journal, { now: () => nowMs });

describe("a thread begun in a supergroup", () => {
  beforeEach(() => accept(supergroup()));

  test("asks when its first window closes, the same person's thread of the old chat", async () => {
    expect(isDue()).toBe(false);
    nowMs = noonMs + 200;
    expect(isDue()).toBe(true);
    expect(await ask()).toBeNull();
    expect(asked).toEqual([["-77:0:42", { heir: `${chatId}:0:42`, whole: true }]]);
    expect(isDue()).toBe(false);
  });

  test("has what was said as its own, and lets Postgres know", async () => {
    await ask();
    expect(journal.facts.read()).toMatchObject({ epoch: 3, lastSeq: 2 });
    expect(overlayOf(journal.outbox.unapplied(), 3)).toEqual(messages);
    const thread = { kind: "thread", chatId, topicId: 0, userId: 42, epoch: 3, lastSeq: 2 };
    expect(journal.outbox.unapplied().at(-1)?.row).toEqual({ ...thread, updatedAtMs: noonMs });
    expect(journal.deadlines.at("relay")).toBe(noonMs);
  });

  test("has what tools made there, until its hour is over", async () => {
    const made = [madeRecord("exec_a"), madeRecord("exec_b", { expiresAtMs: noonMs + 5 })];
    await ask({ answer: () => ({ ...given, madeFiles: made }) });
    expect(pendingFiles(journal, noonMs)).toEqual(made);
    expect(journal.deadlines.at("files")).toBe(noonMs + 5);
  });

  test("takes it once, also where it asks twice at the same time", async () => {
    await Promise.all([ask(), ask()]);
    expect(journal.outbox.unapplied()).toHaveLength(3);
    await ask();
    expect(asked).toHaveLength(2);
  });

  test.each<[string, Outside]>([
    ["its chat was never another", { from: null }],
    ["the person had said nothing there", { answer: () => ({ kind: "none" }) }],
  ])("begins with nothing where %s, and asks no more", async (_why, outside) => {
    expect(await ask(outside)).toBeNull();
    expect(journal.facts.read()).toMatchObject({ epoch: 1, lastSeq: 0 });
    nowMs = noonMs + 200;
    expect(isDue()).toBe(false);
    expect(journal.outbox.unapplied()).toEqual([]);
  });

  test.each<[string, () => Estate]>([
    ["is still spoken there", () => ({ kind: "not_yet", reason: "busy" })],
    [
      "the old thread cannot be reached",
      () => {
        throw new Error("gone");
      },
    ],
  ])("waits where %s, and asks again", async (_why, answer) => {
    expect(await ask({ answer })).toBeGreaterThan(0);
    nowMs = noonMs + 200;
    expect(isDue()).toBe(true);
    expect(await ask()).toBeNull();
    expect(journal.facts.read().lastSeq).toBe(2);
  });

  test("wants all of it for a minute, then what there is", async () => {
    nowMs = noonMs + 61_000;
    await ask();
    expect(asked[0]?.[1].whole).toBe(false);
  });

  test("that begins anew meanwhile stays new", async () => {
    const asking = ask();
    const facts = journal.facts.read();
    journal.facts.write({ ...facts, epoch: 2, mayInherit: false });
    expect(await asking).toBeNull();
    expect(journal.facts.read()).toMatchObject({ epoch: 2, lastSeq: 0 });
    expect(journal.outbox.unapplied()).toEqual([]);
  });
});

test.each<[string, () => void]>([
  ["a topic of a supergroup", () => accept(supergroup(7))],
  ["a private chat", () => accept(inboundOf(1, { kind: "text", text: "hello" }))],
  [
    "a thread that an older version began",
    () => {
      journal.facts.write({ threadId: `${chatId}:0:42` as ThreadId, epoch: 1, lastSeq: 4 });
      accept(supergroup());
    },
  ],
])("%s asks nobody", async (_which, begin) => {
  begin();
  nowMs = noonMs + 200;
  expect(isDue()).toBe(false);
  expect(await ask()).toBeNull();
  expect(asked).toEqual([]);
});
