/** Files of one breath are fetched side by side, and the same file once after the other. */
import { beforeEach, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import type { Attachment, MediaOutcome } from "../../../lib/model/attachment.ts";
import { threadId, type UpdateId } from "../../../lib/model/ids.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { type MediaPorts, mediaFetcher } from "../../../lib/turn/fetch-media.ts";
import { HandClock, settled } from "../../support/hand-clock.ts";
import { adasThread } from "../../support/inbounds.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { rules } from "../../support/rules.ts";

type Fetch = { readonly name: string; readonly end: (how: "arrived" | "died") => Promise<void> };

let journal: Journal;
let clock: HandClock;
let begun: Fetch[];
let fetchDue: () => void;

beforeEach(() => {
  journal = openNodeJournal();
  journal.facts.write({ threadId: threadId(adasThread), epoch: 1, lastSeq: 0 });
  clock = new HandClock();
  begun = [];
  const ports: MediaPorts = {
    clock,
    rules,
    accountOf: null,
    log: createLog({ out: () => undefined, err: () => undefined }),
    inBackground: (work) => void work,
    receiveFile: ({ attachment: { fileName = "" } }) =>
      new Promise((resolve, reject) => {
        const end: Fetch["end"] = (how) => {
          if (how === "arrived") resolve(received(fileName));
          else reject(new Error("the worker died"));
          return settled();
        };
        begun.push({ name: fileName, end });
      }),
  };
  fetchDue = mediaFetcher(journal, ports, () => undefined);
});

const received = (fileName: string): MediaOutcome => ({
  kind: "file",
  file: { type: "document", fileName, mimeType: "text/plain", sizeBytes: 1 },
});

async function order(id: number, fileName: string, fileUniqueId = fileName): Promise<void> {
  const attachment: Attachment = { kind: "document", fileId: "f", fileUniqueId, fileName };
  const waitUntilMs = rules.mediaWaitMs;
  journal.media.order({ updateId: id as UpdateId, slot: 0, attachment, waitUntilMs }, clock.now());
  fetchDue();
  await settled();
}

const names = () => begun.map(({ name }) => name);
const outcomes = () => journal.media.all().map(({ outcome }) => outcome);

test("different files are fetched side by side", async () => {
  await order(1, "quay");
  await order(2, "sea");
  expect(names()).toEqual(["quay", "sea"]);
});

test("the same file waits until the one before it has arrived", async () => {
  await order(1, "quay", "same");
  await order(2, "again", "same");
  await order(3, "and again", "same");
  expect(names()).toEqual(["quay"]);
  await begun[0]?.end("arrived");
  expect(names()).toEqual(["quay", "again"]);
  await begun[1]?.end("arrived");
  await begun[2]?.end("arrived");
  expect(outcomes()).toEqual(["quay", "again", "and again"].map(received));
});

test("the same file is fetched for itself where the one before it died", async () => {
  await order(1, "quay", "same");
  await order(2, "again", "same");
  await begun[0]?.end("died");
  await begun[1]?.end("arrived");
  expect(outcomes()).toEqual([
    { kind: "problem", problem: { reason: "download_failed" } },
    received("again"),
  ]);
});

test("a fetch that hangs keeps nobody waiting for longer than its deadline", async () => {
  await order(1, "quay", "same");
  await order(2, "again", "same");
  await clock.advance(rules.voiceWaitMs);
  fetchDue();
  await settled();
  expect(names()).toEqual(["quay", "quay", "again"]);
});
