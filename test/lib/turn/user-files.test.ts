import { describe, expect, test } from "vitest";
import type { Attachment, MediaOutcome } from "../../../lib/model/attachment.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { userFiles } from "../../../lib/turn/user-files.ts";
import { inboundOf, itemOf, noonMs, textInbound } from "../../support/inbounds.ts";

const attachmentOf = (name: string, kind: Attachment["kind"] = "photo"): Attachment => ({
  kind,
  fileId: `telegram-${name}`,
  fileUniqueId: `unique-${name}`,
});
const received = (name: string): MediaOutcome => ({
  kind: "file",
  file: {
    type: "image",
    fileName: `${name}.jpg`,
    mimeType: "image/jpeg",
    sizeBytes: 2048,
    uploaded: { claudeFileId: `file_${name}`, expiresAtMs: noonMs + 5 },
  },
});
const photo = (id: number, name: string, caption = ""): Inbound =>
  inboundOf(id, { kind: "file", caption, attachment: attachmentOf(name) });
const replyTo = (inbound: Inbound, name: string): Inbound => ({
  ...inbound,
  context: { repliedTo: { snippet: "[photo]", attachment: attachmentOf(name) } },
});

describe("a file leaves behind", () => {
  test("where it came from, what Claude calls it, and the words that came with it", () => {
    expect(userFiles([itemOf(photo(7, "quay", "our quay"), [received("quay")])])).toEqual([
      {
        id: "user:42:7:0",
        userId: 42,
        chatId: 42,
        fileName: "quay.jpg",
        mimeType: "image/jpeg",
        sizeBytes: 2048,
        telegramFileId: "telegram-quay",
        telegramKind: "photo",
        telegramFileUniqueId: "unique-quay",
        telegramMessageId: 7,
        claude: { fileId: "file_quay", expiresAtMs: noonMs + 5 },
        context: "our quay",
        sentAtMs: noonMs,
      },
    ]);
  });

  test("no name of Claude's where the upload failed", () => {
    const outcome = received("quay");
    if (outcome.kind !== "file") throw new Error("a file was expected");
    const { uploaded, ...file } = outcome.file;
    const [left] = userFiles([itemOf(photo(7, "quay"), [{ kind: "file", file }])]);
    expect(left).toMatchObject({ fileName: "quay.jpg", telegramFileId: "telegram-quay" });
    expect(left).not.toHaveProperty("claude");
    expect(left).not.toHaveProperty("context");
  });

  test("nothing where it could not be had", () => {
    const problem: MediaOutcome = { kind: "problem", problem: { reason: "download_failed" } };
    const items = [itemOf(photo(7, "quay", "look"), [problem]), itemOf(photo(8, "sea"), [])];
    expect(userFiles(items)).toEqual([]);
  });

  test.each<[Attachment["kind"], string, string]>([
    ["voice", "voice-7.ogg", "audio/ogg"],
    ["video_note", "video_note-7.mp4", "video/mp4"],
  ])("its recording where it was spoken (%s)", (kind, fileName, mimeType) => {
    const spoken = { text: "sail", language: "en", durationSeconds: 3 };
    const transcript = { ...spoken, engine: "whisper-1", costNanoUsd: 1 };
    const attachment = { ...attachmentOf("said", kind), sizeBytes: 99 };
    const inbound = inboundOf(7, { kind: "file", caption: "", attachment });
    expect(userFiles([itemOf(inbound, [{ kind: "transcript", transcript }])])).toMatchObject([
      { fileName, mimeType, sizeBytes: 99, telegramFileId: "telegram-said" },
    ]);
  });
});

describe("a message that replies to a file", () => {
  test("leaves it behind with the words of the reply, beside its own", () => {
    const words = itemOf(replyTo(textInbound(7, "who is this?"), "crew"), [received("crew")]);
    const own = replyTo(photo(8, "quay", "and this?"), "boat");
    const both = itemOf(own, [received("quay"), received("boat")]);
    const left = userFiles([words, both]).map(({ id, fileName, context }) => [
      id,
      fileName,
      context,
    ]);
    expect(left).toEqual([
      ["user:42:8:0", "quay.jpg", "and this?"],
      ["user:42:7:1", "crew.jpg", "who is this?"],
      ["user:42:8:1", "boat.jpg", "and this?"],
    ]);
  });

  test("adds nothing where the batch itself brought the file", () => {
    const asked = itemOf(replyTo(textInbound(6, "who is this?"), "crew"), [received("crew")]);
    const sent = itemOf(photo(7, "crew", "the crew"), [received("crew")]);
    const again = itemOf(replyTo(textInbound(8, "and where?"), "crew"), [received("crew")]);
    expect(userFiles([asked, sent, again])).toMatchObject([
      { id: "user:42:7:0", context: "the crew" },
    ]);
  });
});

test("an album's one caption came with all of its files, and with no other", () => {
  const album = (inbound: Inbound) => ({ ...inbound, mediaGroupId: "album" });
  const items = [
    itemOf(album(photo(1, "one")), [received("one")]),
    itemOf(album(photo(2, "two", "our boat")), [received("two")]),
    itemOf(photo(3, "three"), [received("three")]),
  ];
  expect(userFiles(items).map(({ context }) => context)).toEqual([
    "our boat",
    "our boat",
    undefined,
  ]);
});
