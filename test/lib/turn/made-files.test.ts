import { beforeEach, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { MessageId, ThreadId } from "../../../lib/model/ids.ts";
import type { MadeRecord } from "../../../lib/model/made-record.ts";
import type { PlannedFile } from "../../../lib/model/turn-state.ts";
import { deliveredFiles } from "../../../lib/turn/delivered-files.ts";
import { expireFiles } from "../../../lib/turn/expire-files.ts";
import { filesAtHand } from "../../../lib/turn/files-at-hand.ts";
import {
  deliverPart,
  keepMadeFiles,
  moveMadeFile,
  pendingFiles,
} from "../../../lib/turn/made-files.ts";
import { noonMs } from "../../support/inbounds.ts";
import { madeRecord } from "../../support/made-records.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { turnOf } from "../../support/turns.ts";

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

let journal: Journal;
beforeEach(() => {
  journal = openNodeJournal();
  journal.facts.write({ threadId: "42:0:42" as ThreadId, epoch: 1, lastSeq: 0 });
});

const statesAt = (atMs: number) =>
  filesAtHand(journal, turnOf(), atMs)
    .map(({ file }) => [file.id, file.state])
    .reverse();

function expireAt(nowMs: number): MadeRecord[] {
  const gone: MadeRecord[] = [];
  expireFiles(journal, {
    clock: { now: () => nowMs, sleep: () => Promise.resolve() },
    filesGone: (_thread, records) => void gone.push(...records),
  });
  return gone;
}

test("a file is over when its hour is, even before anybody has noticed; then its bytes go, once", () => {
  keepMadeFiles(journal, [madeRecord("exec_a"), madeRecord("exec_b", { expiresAtMs: noonMs + 5 })]);
  expect(journal.deadlines.at("files")).toBe(noonMs + 5);
  expect(pendingFiles(journal, noonMs + 5).map(({ id }) => id)).toEqual(["exec_a"]);
  expect(statesAt(noonMs + 5)).toEqual([
    ["exec_a", "pending"],
    ["exec_b", "expired"],
  ]);
  expect(expireAt(noonMs + 5).map(({ id }) => id)).toEqual(["exec_b"]);
  expect(journal.deadlines.at("files")).toBe(noonMs + hourMs);
  expect(expireAt(noonMs + hourMs).map(({ id }) => id)).toEqual(["exec_a"]);
  expect(expireAt(noonMs + 2 * hourMs)).toEqual([]);
  expect(journal.madeFiles.all()).toHaveLength(2);
  expect(expireAt(noonMs + hourMs + dayMs + 1)).toEqual([]);
  expect(journal.madeFiles.all()).toEqual([]);
  expect(journal.deadlines.at("files")).toBeNull();
});

test("what has ended stays as it ended", () => {
  keepMadeFiles(journal, [madeRecord("exec_a"), madeRecord("exec_b")]);
  expect(moveMadeFile(journal, "exec_a", "discard")?.state).toBe("discarded");
  expect(moveMadeFile(journal, "exec_a", "deliver")).toBeNull();
  expect(moveMadeFile(journal, "exec_none", "deliver")).toBeNull();
  expect(moveMadeFile(journal, "exec_b", "preview")?.state).toBe("previewed");
  expect(expireAt(noonMs + 2 * hourMs).map(({ id }) => id)).toEqual(["exec_b"]);
  expect(journal.madeFiles.all().map(({ state }) => state)).toEqual(["discarded", "expired"]);
});

test("an album delivers each of its files under a name of its own, and leaves what was not pending alone", () => {
  keepMadeFiles(journal, [madeRecord("exec_a"), madeRecord("exec_b")]);
  const planned = (name: string, madeId?: string): PlannedFile => ({
    key: `p/1/42/${name}`,
    fileName: name,
    mimeType: "image/png",
    sizeBytes: 9,
    as: "photo",
    ...(madeId !== undefined && { madeId }),
  });
  const album = [planned("a.png", "exec_a"), planned("new.png"), planned("b.png", "exec_b")];
  const files = album.map((_, at) => ({
    messageId: (70 + at) as MessageId,
    telegramFileId: `telegram-${at}`,
    telegramFileUniqueId: `unique-${at}`,
    telegramKind: "photo" as const,
  }));
  const sent = { part: 1, messageIds: files.map(({ messageId }) => messageId), files };
  const turn = turnOf({ committed: [{ markdown: "See:" }, { album }], sent: [sent] });
  expect(deliverPart(journal, turn, sent).map(({ delivered }) => delivered)).toEqual([
    { id: "made:42:70", telegramFileId: "telegram-0" },
    { id: "made:42:72", telegramFileId: "telegram-2" },
  ]);
  expect(deliverPart(journal, turn, sent)).toEqual([]);
  expect(deliveredFiles(turn, noonMs).map(({ id, fileName }) => [id, fileName])).toEqual([
    ["made:42:70", "a.png"],
    ["made:42:71", "new.png"],
    ["made:42:72", "b.png"],
  ]);
});
