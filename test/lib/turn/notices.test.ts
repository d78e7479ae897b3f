/** What is owed to a person about their files: noted with the batch, said until Telegram has it. */
import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { Attachment, MediaOutcome } from "../../../lib/model/attachment.ts";
import type { UpdateId } from "../../../lib/model/ids.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { threadOfChat } from "../../../lib/model/membership.ts";
import { createLog } from "../../../lib/ops/log.ts";
import type { Answered } from "../../../lib/telegram/bot-api.ts";
import { noteFileProblems } from "../../../lib/turn/note-file-problems.ts";
import { tellNotice } from "../../../lib/turn/tell-notice.ts";
import { fileSentence } from "../../../lib/words/file-sentence.ts";
import { adasThread, inboundOf, itemOf, noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";

let db: DatabaseSync;
let journal: Journal;
let said: string[];
beforeEach(() => {
  db = new DatabaseSync(":memory:");
  journal = openNodeJournal(db);
  said = [];
});

const attachmentOf = (fileName: string): Attachment => ({
  kind: "document",
  fileId: fileName,
  fileUniqueId: fileName,
  fileName,
});
const document = (id: number, name: string): Inbound =>
  inboundOf(id, { kind: "file", caption: "", attachment: attachmentOf(name) });
const failed: MediaOutcome = { kind: "problem", problem: { reason: "download_failed" } };
const there: Extract<MediaOutcome, { kind: "file" }> = {
  kind: "file",
  file: { type: "document", fileName: "x", mimeType: "text/plain", sizeBytes: 1 },
};

const taken: Answered<unknown> = { kind: "ok", value: {} };

/** Says what is owed as long as Telegram takes it; gives what must wait, or null. */
async function tell(answer: Answered<unknown>, afterMs = 0): Promise<number | null> {
  for (let next = journal.notices.first(); next; next = journal.notices.first()) {
    const retryAfterMs = await tellNotice(
      journal,
      {
        clock: { now: () => noonMs + afterMs, sleep: () => Promise.resolve() },
        log: createLog({ out: () => undefined, err: () => undefined }),
        fileSentence,
        replyBelow: (_inbound, text) => {
          said.push(text);
          return Promise.resolve(answer);
        },
      },
      next,
    );
    if (retryAfterMs !== null) return retryAfterMs;
  }
  return null;
}

function note(): void {
  const items = [itemOf(document(1, "gone.txt"), [failed])];
  const late = [{ inbound: document(2, "late.txt"), missing: [attachmentOf("late.txt")] }];
  expect(noteFileProblems(journal, { items, late }, noonMs)).toBe(true);
}

test("late files and failed ones are each said, at once, and not again", async () => {
  note();
  expect(journal.deadlines.at("commands")).toBe(noonMs);
  expect(await tell(taken)).toBeNull();
  expect(await tell(taken)).toBeNull();
  expect(said).toEqual([
    expect.stringMatching(/late\.txt.*still on its way/),
    expect.stringMatching(/gone\.txt.*didn't reach me/),
  ]);
});

test("a crash before Telegram has the sentence loses none of it", async () => {
  note();
  journal = openNodeJournal(db);
  await tell(taken);
  expect(said).toHaveLength(2);
});

test("where all files are there nothing is said", () => {
  const items = [itemOf(textInbound(1, "hi")), itemOf(document(2, "quay.txt"), [there])];
  expect(noteFileProblems(journal, { items, late: [] }, noonMs)).toBe(false);
  expect(journal.deadlines.at("commands")).toBeNull();
  expect(journal.notices.first()).toBeNull();
});

test("a picture that cannot be shown is told of, though its file is there", async () => {
  const unseen: MediaOutcome = { kind: "file", file: { ...there.file, isUnseen: true } };
  noteFileProblems(
    journal,
    { items: [itemOf(document(1, "IMG_1.HEIC"), [unseen])], late: [] },
    noonMs,
  );
  await tell(taken);
  expect(said).toEqual([expect.stringMatching(/IMG_1\.HEIC.*JPEG or PNG/)]);
});

test("of a reply, the file is named that could not be had, not the one that is there", async () => {
  const repliedTo = { snippet: "[file]", attachment: attachmentOf("theirs.txt") };
  const reply = { ...document(1, "mine.txt"), context: { repliedTo } };
  noteFileProblems(journal, { items: [itemOf(reply, [there, failed])], late: [] }, noonMs);
  await tell(taken);
  expect(said).toEqual([expect.stringContaining("theirs.txt")]);
});

test("what Telegram puts off is said later", async () => {
  note();
  const tooMany = { kind: "refused", code: 429, description: "Too Many Requests" } as const;
  expect(await tell({ ...tooMany, retryAfterMs: 7000 })).toBe(7000);
  expect(await tell({ kind: "unknown", description: "no answer" })).toBeGreaterThan(0);
  expect(await tell(taken)).toBeNull();
  expect(said).toHaveLength(4);
});

test("what Telegram refuses for good, or puts off for too long, is given up", async () => {
  note();
  expect(await tell({ kind: "refused", code: 400, description: "chat not found" })).toBeNull();
  expect(said).toHaveLength(2);
  note();
  const tenMinutesMs = 10 * 60 * 1000;
  expect(await tell({ kind: "unknown", description: "no answer" }, tenMinutesMs + 1)).toBeNull();
});

test("a chat that shut the bot out hears nothing more", async () => {
  note();
  journal.facts.writeMembership({
    updateId: 9 as UpdateId,
    chatId: threadOfChat(adasThread.chatId).chatId,
    chat: { type: "private" },
    status: "blocked",
    changedAtMs: noonMs,
  });
  expect(await tell(taken)).toBeNull();
  expect(said).toEqual([]);
  expect(journal.notices.first()).toBeNull();
});
