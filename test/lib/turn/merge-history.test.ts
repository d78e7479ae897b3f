import { describe, expect, test } from "vitest";
import type { TurnId } from "../../../lib/model/ids.ts";
import type { StoredMessage } from "../../../lib/model/message.ts";
import { mergeHistory, missingRange, overlayOf } from "../../../lib/turn/merge-history.ts";
import { seededRandom, shuffled } from "../seeded-random.ts";
import { messageRow, userRow } from "../store/outbox-rows.ts";

function message(seq: number, text = `message ${seq}`): StoredMessage {
  const role = seq % 2 === 1 ? "user" : "assistant";
  const blocks = [{ type: "text", text }];
  return { seq, role, blocks, turnId: "turn-1" as TurnId, createdAtMs: seq };
}

const messages = (...seqs: number[]) => seqs.map((seq) => message(seq));

describe("laying histories over one another", () => {
  test("gives every message once, in order, wherever it came from", () => {
    const random = seededRandom(4);
    const all = messages(1, 2, 3, 4, 5, 6, 7, 8);
    for (let round = 0; round < 50; round += 1) {
      const some = () => shuffled(all, random).slice(0, Math.floor(random() * 9));
      expect(mergeHistory(some(), shuffled(all, random), some())).toEqual(all);
    }
    expect(mergeHistory()).toEqual([]);
  });

  test("believes the later source: the journal knows best", () => {
    const merged = mergeHistory([message(1, "cached"), message(2)], [message(1, "journal")]);
    expect(merged).toEqual([message(1, "journal"), message(2)]);
  });
});

describe("what must still be read", () => {
  test.each<[string, number[], number, unknown]>([
    ["nothing of an empty thread", [], 0, null],
    ["nothing where all is known", [1, 2, 3], 3, null],
    ["everything where nothing is known", [], 4, { fromSeq: 1, toSeq: 4 }],
    ["the older part", [3, 4], 4, { fromSeq: 1, toSeq: 2 }],
    ["the newer part", [1, 2], 4, { fromSeq: 3, toSeq: 4 }],
    ["a hole", [1, 4], 4, { fromSeq: 2, toSeq: 3 }],
    ["one span over two holes", [1, 3, 5], 5, { fromSeq: 2, toSeq: 4 }],
    ["nothing for what lies behind the end", [1, 2, 3, 9], 3, null],
  ])("%s", (_what, known, lastSeq, range) => {
    expect(missingRange(messages(...known), { fromSeq: 1, toSeq: lastSeq })).toEqual(range);
  });
});

test("the overlay is this epoch's messages alone", () => {
  const first = messageRow(1, "old");
  const second = messageRow(2, "new");
  const older = first.kind === "message" ? { ...first, epoch: 0 } : first;
  const rows = [userRow("Ada"), older, second].map((row, index) => ({ rowSeq: index, row }));
  expect(overlayOf(rows, 1).map(({ seq }) => seq)).toEqual([2]);
  expect(overlayOf(rows, 0).map(({ seq }) => seq)).toEqual([1]);
  expect(overlayOf(rows, 7)).toEqual([]);
});
