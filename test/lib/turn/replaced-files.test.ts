/** An edit that puts another file in the place of a message's own, before, and after its answer. */
import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, test } from "vitest";
import { buildUserBlocks } from "../../../lib/claude/user-message.ts";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { Attachment, MediaOutcome } from "../../../lib/model/attachment.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import type { TurnState } from "../../../lib/model/turn-state.ts";
import { acceptEdit, type EditOutcome } from "../../../lib/turn/accept-edit.ts";
import { acceptInbound } from "../../../lib/turn/accept-inbound.ts";
import { finishTurn } from "../../../lib/turn/finish-turn.ts";
import { sealBatch } from "../../../lib/turn/seal-batch.ts";
import { inboundOf, noonMs, textInbound } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { rules } from "../../support/rules.ts";
import { ahoy } from "../../support/turns.ts";

const editMs = noonMs + 5000;

let db: DatabaseSync;
let journal: Journal;
let turns = 0;
beforeEach(() => {
  db = new DatabaseSync(":memory:");
  journal = openNodeJournal(db);
});

const photo = (name: string): Attachment => ({
  kind: "photo",
  fileId: `telegram-${name}`,
  fileUniqueId: `unique-${name}`,
});

function received(name: string): MediaOutcome {
  const uploaded = { claudeFileId: `file_${name}`, expiresAtMs: noonMs };
  const file = { type: "image", mimeType: "image/jpeg", sizeBytes: 9, uploaded } as const;
  return { kind: "file", file: { ...file, fileName: `${name}.jpg` } };
}

/** `id` names the update, `messageId` the message. */
function photoInbound(id: number, name: string, caption: string, messageId = id): Inbound {
  return inboundOf(id, { kind: "file", caption, attachment: photo(name) }, messageId);
}

function say(inbound: Inbound, nowMs = noonMs): void {
  acceptInbound(journal, { inbound, addressed: true, nowMs, rules });
}

function edit(inbound: Inbound, nowMs = editMs): EditOutcome {
  return acceptEdit(journal, { inbound, addressed: true, nowMs, rules });
}

/** Everything ordered and not yet there, as the one who fetches it takes it. */
const ordered = (nowMs = editMs) => journal.media.takeDue(nowMs, nowMs + 1);

function fetchAll(name: string): void {
  for (const order of ordered()) journal.media.resolve(order, received(name));
}

function seal(nowMs = editMs): TurnState | null {
  turns += 1;
  const newTurnId = () => `turn-${turns}` as TurnId;
  return sealBatch(journal, {
    rules,
    newTurnId,
    clock: { now: () => nowMs, sleep: async () => {} },
  }).turn;
}

function sealed(nowMs = editMs): TurnState {
  const turn = seal(nowMs);
  if (!turn) throw new Error("nothing was sealed");
  return turn;
}

function finish(turn: TurnState) {
  return finishTurn(journal, { ...turn, answer: ahoy }, editMs);
}

/** A photo of the quay, seen and answered. */
function answeredQuay(): void {
  say(photoInbound(1, "quay", "where is this?"));
  fetchAll("quay");
  finish(sealed());
}

const told = (turn: TurnState) => JSON.stringify(buildUserBlocks(turn));

test("before the answer the new file is fetched, and the old one forgotten, even while it is on its way", () => {
  say(photoInbound(1, "quay", "where is this?"));
  const [old] = ordered();
  expect(edit(photoInbound(9, "harbour", "where is this?", 1))).toBe("accepted");
  const [fresh] = ordered();
  expect(fresh?.attachment.fileUniqueId).toBe("unique-harbour");
  if (!old || !fresh) throw new Error("nothing was ordered");
  journal.media.resolve(old, received("quay"));
  expect(seal()).toBeNull();
  journal.media.resolve(fresh, received("harbour"));
  expect(sealed().items.map(({ media }) => media)).toEqual([[received("harbour")]]);
});

test("before the answer an edit of the caption alone keeps the file that came already", () => {
  say(photoInbound(1, "quay", "were is this?"));
  fetchAll("quay");
  edit(photoInbound(9, "quay", "where is this?", 1));
  expect(ordered()).toEqual([]);
  expect(sealed().items[0]).toMatchObject({
    inbound: { content: { caption: "where is this?" } },
    media: [received("quay")],
  });
});

test("a message whose file was late wakes for the one that replaced it", () => {
  say(photoInbound(1, "quay", "where is this?"));
  expect(seal(noonMs + rules.mediaWaitMs)).toBeNull();
  expect(journal.deadlines.at("window")).toBeNull();
  const nowMs = noonMs + rules.mediaWaitMs + 1;
  edit(photoInbound(9, "harbour", "where is this?", 1), nowMs);
  expect(journal.deadlines.at("window")).toBe(nowMs);
});

test("after the answer the new file is offered an answer, shown with the next turn once, and remembered", () => {
  answeredQuay();
  expect(edit(photoInbound(9, "harbour", "where is this?", 1))).toBe("accepted");
  expect(journal.inbox.commands().map(({ content }) => content.kind)).toEqual(["edited"]);
  fetchAll("harbour");
  say(textInbound(10, "so?"));
  const turn = sealed();
  expect(told(turn)).toMatch(
    /now reads: where is this\?\. Its file was replaced.*file_harbour.*so\?/,
  );
  expect(told(turn)).toBe(told(JSON.parse(JSON.stringify(turn))));
  const { rows } = finish(turn);
  expect(rows.filter((row) => row.kind === "user_file")).toMatchObject([
    { file: { id: "user:42:1:0", claude: { fileId: "file_harbour" }, context: "where is this?" } },
  ]);
  expect(journal.media.all()).toEqual([]);
  say(textInbound(11, "well?"));
  expect(sealed().edits).toBeUndefined();
});

test("the next turn waits for the new file; where it is late, it is shown with the one after", () => {
  answeredQuay();
  edit(photoInbound(9, "harbour", "and this?", 1));
  const [order] = ordered();
  say(textInbound(10, "so?"), editMs);
  expect(seal()).toBeNull();
  const lateMs = editMs + rules.mediaWaitMs;
  expect(journal.deadlines.at("window")).toBe(lateMs);
  const turn = sealed(lateMs);
  expect(told(turn)).toContain("still on its way");
  finish(turn);
  if (!order) throw new Error("nothing was ordered");
  journal.media.resolve(order, received("harbour"));
  say(textInbound(11, "well?"), lateMs);
  expect(told(sealed(lateMs))).toContain("file_harbour");
});

test("a new file that cannot be had is told of, to Claude and to its sender", () => {
  answeredQuay();
  edit(photoInbound(9, "harbour", "and this?", 1));
  const problem = { reason: "download_failed" } as const;
  for (const order of ordered()) journal.media.resolve(order, { kind: "problem", problem });
  say(textInbound(10, "so?"));
  expect(told(sealed())).toContain("could not be fetched; the person was told");
  expect(journal.notices.first()?.notice).toMatchObject({ problem, attachment: photo("harbour") });
});

test("of two replacements the newest counts", () => {
  answeredQuay();
  edit(photoInbound(9, "harbour", "and this?", 1));
  edit(photoInbound(10, "sea", "and this?", 1));
  fetchAll("sea");
  say(textInbound(11, "so?"));
  expect(told(sealed())).toMatch(/^(?!.*harbour).*file_sea/);
});

test("the same file under the same words is no edit", () => {
  answeredQuay();
  expect(edit(photoInbound(9, "quay", "where is this?", 1))).toBe("unchanged");
});

test("of a message told before files were remembered nobody can say that its file is another", () => {
  answeredQuay();
  db.exec("update told set file = null");
  expect(edit(photoInbound(9, "harbour", "where is this?", 1))).toBe("unchanged");
  expect(edit(photoInbound(10, "harbour", "and this?", 1))).toBe("accepted");
  expect(ordered()).toEqual([]);
});
