import { expect, test } from "vitest";
import { newestRows } from "../../../../lib/store/write/newest-rows.ts";
import { seededRandom, shuffled } from "../../seeded-random.ts";
import { messageRow, thread } from "../outbox-rows.ts";

const versioning = {
  key: ({ row }: { row: ReturnType<typeof messageRow> }) =>
    row.kind === "message" ? String(row.message.seq) : "",
  version: ({ rowSeq }: { rowSeq: number }) => rowSeq,
};

test("two consumers with the same rows lock them in the same order, so neither blocks the other for ever", () => {
  const random = seededRandom(3);
  const rows = Array.from({ length: 9 }, (_, index) => ({
    threadId: thread,
    rowSeq: index,
    row: messageRow(index + 1),
  }));
  for (let round = 0; round < 5; round += 1) {
    expect(newestRows(shuffled(rows, random), versioning)).toEqual(rows);
  }
});

test("of several versions of a row only the newest is written", () => {
  const versions = [2, 3, 1].map((rowSeq) => ({ threadId: thread, rowSeq, row: messageRow(1) }));
  expect(newestRows(versions, versioning).map(({ rowSeq }) => rowSeq)).toEqual([3]);
});
