/** What becomes of a batch whose messages have files: those that are there, those that are late, those that failed. */
import { beforeEach, expect, test } from "vitest";
import { type Journal, openJournal } from "../../../lib/journal/journal.ts";
import type { Sql, SqlRow, SqlValue } from "../../../lib/journal/sql.ts";
import type { MediaOutcome } from "../../../lib/model/attachment.ts";
import type { TurnId, UpdateId } from "../../../lib/model/ids.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { acceptInbound } from "../../../lib/turn/accept-inbound.ts";
import { sealBatch } from "../../../lib/turn/seal-batch.ts";
import { inboundOf, noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeSql } from "../../support/node-journal.ts";
import { rules } from "../../support/rules.ts";

let journal: Journal;
let questions: string[];
beforeEach(() => {
  questions = [];
  const { sql, transact } = openNodeSql();
  const counted: Sql = {
    exec<Row extends SqlRow>(query: string, ...bindings: SqlValue[]) {
      questions.push(query);
      return sql.exec<Row>(query, ...bindings);
    },
  };
  journal = openJournal(counted, transact);
});

const attachmentOf = (name: string) => ({
  kind: "document" as const,
  fileId: `telegram-${name}`,
  fileUniqueId: `unique-${name}`,
  fileName: name,
});

function document(id: number, name: string, caption = ""): Inbound {
  return inboundOf(id, { kind: "file", caption, attachment: attachmentOf(name) });
}

function received(name: string): MediaOutcome {
  const file = { type: "document", mimeType: "text/plain", sizeBytes: 9 } as const;
  return { kind: "file", file: { ...file, fileName: name } };
}

const failed: MediaOutcome = { kind: "problem", problem: { reason: "download_failed" } };

function accept(...inbounds: readonly Inbound[]): void {
  for (const inbound of inbounds)
    acceptInbound(journal, { inbound, addressed: true, nowMs: noonMs, rules });
}

function arrive(id: number, outcome: MediaOutcome, slot = 0): void {
  const updateId = id as UpdateId;
  const files = journal.media.all().filter((file) => file.updateId === updateId);
  const attachment = files[slot]?.attachment ?? attachmentOf("nothing");
  journal.media.resolve({ updateId, slot, attachment }, outcome);
}

function seal(afterMs: number) {
  return sealBatch(journal, {
    rules,
    clock: { now: () => noonMs + afterMs, sleep: () => Promise.resolve() },
    newTurnId: () => "turn-1" as TurnId,
  });
}

test("each message travels with its own files, in the order of its slots", () => {
  const asking = textInbound(2, "and this?");
  const repliedTo = { snippet: "[file]", attachment: attachmentOf("crew") };
  accept(document(1, "quay"), asking, { ...document(3, "sea"), context: { repliedTo } });
  arrive(3, received("crew"), 1);
  arrive(1, received("quay"));
  arrive(3, received("sea"));
  expect(seal(200).turn?.items.map(({ media }) => media)).toEqual([
    [received("quay")],
    [],
    [received("sea"), received("crew")],
  ]);
});

test("a file on its way holds the whole batch, until the last of them is late", () => {
  accept(document(1, "quay"), textInbound(2, "hello"));
  expect(seal(200).turn).toBeNull();
  expect(journal.deadlines.at("window")).toBe(noonMs + rules.mediaWaitMs);
  const { turn } = seal(rules.mediaWaitMs);
  expect(turn?.items.map(({ inbound }) => inbound.updateId)).toEqual([2]);
  expect(journal.inbox.waiting().map(({ updateId }) => updateId)).toEqual([1]);
});

test("a batch knows when the first of its messages came, not of those that stay", () => {
  accept(document(1, "quay"));
  const nowMs = noonMs + 70;
  for (const id of [3, 2])
    acceptInbound(journal, { inbound: textInbound(id, "x"), addressed: true, nowMs, rules });
  expect(seal(rules.mediaWaitMs).turn?.times.openedAtMs).toBe(noonMs + 70);
});

test("twenty messages with files are asked for as often as one", () => {
  function questionsFor(ids: readonly number[]): number {
    accept(...ids.map((id) => document(id, `file-${id}`, "look")));
    for (const id of ids) arrive(id, received(`file-${id}`));
    questions = [];
    const { turn } = seal(200);
    expect(turn?.items).toHaveLength(ids.length);
    const asked = questions.length;
    if (turn) journal.turns.remove(turn);
    return asked;
  }
  const forOne = questionsFor([1]);
  expect(questionsFor(Array.from({ length: 20 }, (_, index) => index + 2))).toBe(forOne);
});

test("a message that is nothing but a failed file makes no turn", () => {
  accept(document(1, "gone"));
  arrive(1, failed);
  expect(seal(200).turn).toBeNull();
  expect(journal.inbox.waiting()).toEqual([]);
  expect(journal.media.all()).toEqual([]);
});
