/** A conversation that goes on under another name: given whole, to one heir, and only when nothing is being said. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { ThreadId, TurnId, UpdateId } from "../../../lib/model/ids.ts";
import type { StoredMessage } from "../../../lib/model/message.ts";
import { handOver } from "../../../lib/turn/hand-over.ts";
import type { HistoryQuery } from "../../../lib/turn/history.ts";
import { commandInbound, noonMs, textInbound } from "../../support/inbounds.ts";
import { madeRecord } from "../../support/made-records.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { turnOf } from "../../support/turns.ts";

const own = "-77:0:42" as ThreadId;
const heir = "-1000000000005:0:42" as ThreadId;

function said(seq: number): StoredMessage {
  const role = seq % 2 === 1 ? "user" : "assistant";
  const blocks = [{ type: "text", text: `message ${seq}` }];
  return { seq, role, blocks, turnId: "turn-1" as TurnId, createdAtMs: noonMs };
}

const history = [1, 2, 3, 4].map(said);
const given = { kind: "given", epoch: 3, lastSeq: 4, messages: history };

let journal: Journal;
beforeEach(() => {
  journal = openNodeJournal();
  journal.facts.write({ threadId: own, epoch: 3, lastSeq: 4 });
});

/** `readable` is what cache and Postgres would give. */
function ask(by = heir, { whole = true, readable = history } = {}) {
  const readHistory = async (query: HistoryQuery) => ({
    query,
    messages: [...readable, ...query.overlay],
    cachedTail: null,
  });
  return handOver(journal, { readHistory }, { heir: by, whole });
}

describe("a conversation", () => {
  test("is given with all that was said, also what Postgres does not have yet, as often as its heir asks", async () => {
    const last = said(4);
    journal.outbox.append([
      { kind: "message", epoch: 3, message: last, telegramMessageIds: [] },
      { kind: "message", epoch: 2, message: said(9), telegramMessageIds: [] },
    ]);
    const readable = history.slice(0, 3);
    expect(await ask(heir, { readable })).toEqual(given);
    expect(await ask(heir, { readable })).toEqual(given);
  });

  test("brings along what tools made, and keeps it too: the heir may ask again", async () => {
    const waiting = madeRecord("exec_a");
    const over = madeRecord("exec_b", { state: "discarded" });
    for (const record of [waiting, over]) journal.madeFiles.put(record);
    expect(await ask()).toEqual({ ...given, madeFiles: [waiting, over] });
    expect(await ask()).toEqual({ ...given, madeFiles: [waiting, over] });
    expect(await ask("-1000000000005:0:43" as ThreadId)).toEqual({ kind: "none" });
  });

  test("is given to one heir only", async () => {
    await ask();
    expect(await ask("-1000000000006:0:42" as ThreadId)).toEqual({ kind: "none" });
    expect(await ask()).toEqual(given);
  });

  test("of another person is not given, and stays free for its own heir", async () => {
    expect(await ask("-1000000000005:0:43" as ThreadId)).toEqual({ kind: "none" });
    expect(await ask()).toEqual(given);
  });

  test("that never began is none", async () => {
    journal = openNodeJournal();
    expect(await ask()).toEqual({ kind: "none" });
    expect(journal.facts.read().threadId).toBeNull();
  });

  test("of which a part cannot be read is given only to who would rather go on", async () => {
    const readable = history.slice(2);
    expect(await ask(heir, { readable })).toEqual({ kind: "not_yet", reason: "unread" });
    expect(await ask(heir, { readable, whole: false })).toEqual({ ...given, messages: readable });
  });
});

describe("where something is still being said", () => {
  const busy = { kind: "not_yet", reason: "busy" };

  test.each<[string, () => void, () => void]>([
    ["a turn runs", () => journal.turns.save(turnOf()), () => journal.turns.remove(turnOf())],
    [
      "a message waits",
      () => journal.inbox.claim(textInbound(1, "and then?"), noonMs),
      () => journal.inbox.done([1 as UpdateId]),
    ],
    [
      "a command waits",
      () => journal.inbox.claim(commandInbound(1, "new"), noonMs),
      () => journal.inbox.done([1 as UpdateId]),
    ],
  ])("it waits while %s", async (_what, begin, end) => {
    begin();
    expect(await ask()).toEqual(busy);
    expect(journal.facts.read().heir).toBeUndefined();
    end();
    expect(await ask()).toEqual(given);
  });
});
