import { expect, test } from "vitest";
import { parseFlushJob } from "../../../lib/store/parse-flush-job.ts";
import {
  chatRow,
  messageRow,
  sentRow,
  thread,
  threadRow,
  turnRow,
  userFileRow,
  userRow,
} from "./outbox-rows.ts";

const rows = [
  userRow("Ada"),
  chatRow("Harbour"),
  threadRow(1),
  messageRow(1, [{ type: "thinking", thinking: "…", signature: "s" }]),
  turnRow("answered"),
  sentRow(9, 1),
  userFileRow(10),
].map((row, index) => ({ rowSeq: index + 1, row }));
const job = { version: 1, threadId: thread, rows: [...rows, { rowSeq: 8, overflowKey: "o/8" }] };

test("a job comes out of the queue as it went in", () => {
  expect(parseFlushJob(structuredClone(job))).toEqual({ ok: true, job });
});

test.each([
  ["nothing", undefined, "expected object"],
  ["another version", { ...job, version: 2 }, "version"],
  ["a thread id with a stranger's form", { ...job, threadId: "1:2" }, "not a thread id"],
  ["a fractional number", { ...job, rows: [{ rowSeq: 0.5, row: rows[0]?.row }] }, "rows.0"],
  ["an unknown kind", { ...job, rows: [{ rowSeq: 1, row: { kind: "ship" } }] }, "rows.0"],
  [
    "a file of negative size",
    { ...job, rows: [{ rowSeq: 1, row: userFileRow(10, { sizeBytes: -1 }) }] },
    "rows.0",
  ],
  [
    "blocks without a type",
    { ...job, rows: [{ rowSeq: 1, row: messageRow(1, [{} as never]) }] },
    "rows.0",
  ],
])("%s is refused with the place of the fault", (_, message, place) => {
  expect(parseFlushJob(message)).toEqual({ ok: false, reason: expect.stringContaining(place) });
});

test("the reason quotes nothing a user wrote", () => {
  const secret = "my diary";
  const bad = { ...job, rows: [{ rowSeq: 1, row: { kind: secret, [secret]: secret } }] };
  expect(JSON.stringify(parseFlushJob(bad))).not.toContain(secret);
});
