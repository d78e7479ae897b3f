import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import { upgradeJournal } from "../../../lib/journal/schema.ts";
import type { ThreadId, TurnId, UpdateId } from "../../../lib/model/ids.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { sealTurn } from "../../../lib/turn/turn-phases.ts";
import { commandInbound, itemOf, noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal, openNodeSql } from "../../support/node-journal.ts";
import { seededRandom, shuffled } from "../seeded-random.ts";
import { messageRow, userRow } from "../store/outbox-rows.ts";

const hourMs = 60 * 60 * 1000;

let db: DatabaseSync;
let journal: Journal;
beforeEach(() => {
  db = new DatabaseSync(":memory:");
  journal = openNodeJournal(db);
});

const idsOf = (inbounds: readonly Inbound[]) => inbounds.map((inbound) => inbound.updateId);
const ids = (...numbers: number[]) => numbers as UpdateId[];

describe("the inbox", () => {
  test("takes an update once, however often Telegram sends it", () => {
    const { inbox } = journal;
    expect(inbox.claim(textInbound(1, "hello"), noonMs)).toBe(true);
    expect(inbox.claim(textInbound(1, "hello"), noonMs + 1)).toBe(false);
    inbox.take(ids(1));
    expect(inbox.claim(textInbound(1, "hello"), noonMs + 2)).toBe(false);
    inbox.done(ids(1));
    expect(inbox.claim(textInbound(1, "hello"), noonMs + 3)).toBe(false);
    expect(inbox.waiting()).toEqual([]);
  });

  test("gives messages back whole and in the order they were written", () => {
    const sent = Array.from({ length: 12 }, (_, index) =>
      textInbound(index + 100, `${index} 🚢 "quoted"\n`),
    );
    for (const inbound of shuffled(sent, seededRandom(5))) journal.inbox.claim(inbound, noonMs);
    expect(journal.inbox.waiting()).toEqual(sent);
  });

  test("orders by message, and by update where two updates carry one message", () => {
    journal.inbox.claim(textInbound(9, "second", 5), noonMs);
    journal.inbox.claim(textInbound(8, "first", 5), noonMs);
    journal.inbox.claim(textInbound(10, "before", 4), noonMs);
    expect(idsOf(journal.inbox.waiting())).toEqual([10, 8, 9]);
  });

  test("keeps commands apart from what waits for the window", () => {
    journal.inbox.claim(commandInbound(1, "help"), noonMs);
    expect(journal.inbox.waiting()).toEqual([]);
    journal.inbox.claim(textInbound(2, "hello"), noonMs + 50);
    journal.inbox.claim(textInbound(3, "again"), noonMs + 90);
    expect(idsOf(journal.inbox.waiting())).toEqual([2, 3]);
    expect(journal.inbox.receivedAtMs(ids(2, 3))).toBe(noonMs + 50);
    expect(idsOf(journal.inbox.commands())).toEqual([1]);
    journal.inbox.take(ids(2));
    expect(idsOf(journal.inbox.waiting())).toEqual([3]);
  });

  test("holds ids beyond 32 bits exactly", () => {
    const large = 2 ** 52 - 1;
    journal.inbox.claim(textInbound(large, "far"), noonMs);
    expect(journal.inbox.claim(textInbound(large, "far"), noonMs)).toBe(false);
    expect(idsOf(journal.inbox.waiting())).toEqual([large]);
  });

  test("forgets what was answered after 25 hours, and never what was not", () => {
    const { inbox } = journal;
    for (const id of [1, 2, 3]) inbox.claim(textInbound(id, "x"), noonMs);
    inbox.done(ids(1));
    inbox.take(ids(2));
    inbox.prune(noonMs + 25 * hourMs);
    expect(inbox.claim(textInbound(1, "x"), noonMs)).toBe(false);
    inbox.prune(noonMs + 25 * hourMs + 1);
    expect(inbox.claim(textInbound(2, "x"), noonMs)).toBe(false);
    expect(idsOf(inbox.waiting())).toEqual([3]);
    expect(inbox.claim(textInbound(1, "x"), noonMs)).toBe(true);
  });

  test("is empty before the first update and after the last is forgotten", () => {
    expect(journal.inbox.isEmpty()).toBe(true);
    journal.inbox.claim(textInbound(1, "x"), noonMs);
    expect(journal.inbox.isEmpty()).toBe(false);
    journal.inbox.done(ids(1));
    journal.inbox.prune(noonMs + 26 * hourMs);
    expect(journal.inbox.isEmpty()).toBe(true);
  });

  test("keeps no words of what was answered", () => {
    journal.inbox.claim(textInbound(1, "a secret"), noonMs);
    journal.inbox.done(ids(1));
    expect(JSON.stringify(db.prepare("select * from inbox").all())).not.toContain("secret");
  });
});

describe("the outbox", () => {
  const seqs = (rows: readonly { readonly rowSeq: number }[]) => rows.map((row) => row.rowSeq);

  test("sends a row once, and again when its job counts as lost", () => {
    const { outbox } = journal;
    outbox.append([userRow("Ada"), messageRow(1)]);
    expect(outbox.due(noonMs, 60_000)).toEqual([
      { rowSeq: 1, row: userRow("Ada") },
      { rowSeq: 2, row: messageRow(1) },
    ]);
    outbox.markSent([1], noonMs);
    expect(seqs(outbox.due(noonMs + 59_999, 60_000))).toEqual([2]);
    expect(seqs(outbox.due(noonMs + 60_000, 60_000))).toEqual([1, 2]);
  });

  test("says when to look again: at once, when a job counts as lost, or never", () => {
    const { outbox } = journal;
    expect(outbox.nextDueAtMs(60_000)).toBeNull();
    outbox.append([messageRow(1), messageRow(2)]);
    expect(outbox.nextDueAtMs(60_000)).toBe(0);
    outbox.markSent([1, 2], noonMs);
    expect(outbox.nextDueAtMs(60_000)).toBe(noonMs + 60_000);
    outbox.remove([1, 2]);
    expect(outbox.nextDueAtMs(60_000)).toBeNull();
  });

  test("waits twice as long each time a row counts as lost, and at most sixteen times as long", () => {
    const { outbox } = journal;
    outbox.append([messageRow(1)]);
    const waits: number[] = [];
    for (let atMs = noonMs; waits.length < 7; ) {
      outbox.markSent([1], atMs);
      const nextMs = outbox.nextDueAtMs(60_000) ?? 0;
      expect(outbox.due(nextMs - 1, 60_000)).toEqual([]);
      expect(seqs(outbox.due(nextMs, 60_000))).toEqual([1]);
      waits.push((nextMs - atMs) / 60_000);
      atMs = nextMs;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 16, 16]);
  });

  test("shows readers everything that Postgres may not have yet, sent or not", () => {
    const { outbox } = journal;
    outbox.append([messageRow(1), messageRow(2), messageRow(3)]);
    outbox.markSent([1, 2], noonMs);
    outbox.remove([1]);
    expect(seqs(outbox.unapplied())).toEqual([2, 3]);
  });

  test("never numbers two rows alike, even when it was empty in between", () => {
    journal.outbox.append([messageRow(1)]);
    journal.outbox.remove([1]);
    const reopened = openNodeJournal(db);
    reopened.outbox.append([messageRow(2)]);
    expect(seqs(reopened.outbox.unapplied())).toEqual([2]);
  });
});

describe("the deadlines", () => {
  test("are due from their moment on, and moved by being set again", () => {
    const { deadlines } = journal;
    deadlines.set("window", noonMs);
    expect(deadlines.isDue("window", noonMs - 1)).toBe(false);
    expect(deadlines.isDue("window", noonMs)).toBe(true);
    deadlines.set("window", noonMs + 10);
    expect(deadlines.isDue("window", noonMs)).toBe(false);
    expect(deadlines.at("window")).toBe(noonMs + 10);
    deadlines.clear("window");
    expect(deadlines.at("window")).toBeNull();
    expect(deadlines.isDue("window", noonMs + hourMs)).toBe(false);
  });

  test("give the earliest of those asked for", () => {
    const { deadlines } = journal;
    expect(deadlines.next(["relay", "prune"])).toBeNull();
    deadlines.set("relay", noonMs + 5);
    deadlines.set("prune", noonMs + 9);
    deadlines.set("window", noonMs);
    expect(deadlines.next(["relay", "prune"])).toBe(noonMs + 5);
    expect(deadlines.next(["prune"])).toBe(noonMs + 9);
    expect(deadlines.next(["commands"])).toBeNull();
  });
});

describe("the open turn", () => {
  const turn = sealTurn({
    id: "turn-1" as TurnId,
    epoch: 1,
    userSeq: 1,
    items: [itemOf(textInbound(1, "hello"))],
    model: "claude-sonnet-5-5",
    openedAtMs: noonMs,
    nowMs: noonMs + 200,
  });

  test("is one, rewritten as it goes on, and gone when it is closed", () => {
    const { turns } = journal;
    expect(turns.open()).toBeNull();
    turns.save(turn);
    turns.save({ ...turn, phase: "shown", shownText: "Ahoy" });
    expect(openNodeJournal(db).turns.open()).toEqual({
      ...turn,
      phase: "shown",
      shownText: "Ahoy",
    });
    expect(db.prepare("select count(*) as n from turn").get()).toEqual({ n: 1 });
    turns.remove(turn);
    expect(turns.open()).toBeNull();
  });
});

describe("the journal", () => {
  test("begins in the first epoch, before the first message", () => {
    expect(journal.facts.read()).toEqual({ threadId: null, epoch: 1, lastSeq: 0 });
  });

  test("remembers its facts over a restart", () => {
    const facts = { threadId: "1:0:1" as ThreadId, epoch: 3, lastSeq: 7 };
    journal.facts.write({ ...facts, lastSeq: 5 });
    journal.facts.write(facts);
    expect(openNodeJournal(db).facts.read()).toEqual(facts);
  });

  test("keeps all of a step or nothing of it", () => {
    const broken = () =>
      journal.transact(() => {
        journal.inbox.claim(textInbound(1, "x"), noonMs);
        journal.outbox.append([messageRow(1)]);
        throw new Error("killed");
      });
    expect(broken).toThrow("killed");
    expect(journal.inbox.isEmpty()).toBe(true);
    expect(journal.outbox.unapplied()).toEqual([]);
  });

  test("is left as it is by a version older than the one that wrote it", () => {
    const { sql } = openNodeSql(db);
    sql.exec("update journal_version set version = 99");
    upgradeJournal(sql);
    expect(sql.exec("select version from journal_version").toArray()).toEqual([{ version: 99 }]);
  });
});
