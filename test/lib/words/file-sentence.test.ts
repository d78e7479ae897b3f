import { expect, test } from "vitest";
import type { Attachment, FileProblem } from "../../../lib/model/attachment.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { fileSentence } from "../../../lib/words/file-sentence.ts";
import { inboundOf, textInbound } from "../../support/inbounds.ts";

const report: Attachment = {
  kind: "document",
  fileId: "f",
  fileUniqueId: "u",
  fileName: "report.pdf",
};
const voice: Attachment = { kind: "voice", fileId: "f", fileUniqueId: "u" };

function sent(attachment: Attachment, languageCode = "en"): Inbound {
  const inbound = inboundOf(1, { kind: "file", caption: "", attachment });
  return { ...inbound, from: { ...inbound.from, languageCode } };
}

const tooLarge: FileProblem = { reason: "too_large", limitBytes: 20 * 1024 * 1024 };

test("a file that is too large is named, with the limit, in the person's language", () => {
  expect(fileSentence(sent(report), tooLarge)).toMatch(/^“report\.pdf” .*20 MB/);
  expect(fileSentence(sent(report, "ru"), tooLarge)).toMatch(/^«report\.pdf».*20 МБ/);
});

test("half a megabyte is told as people write it", () => {
  const problem: FileProblem = { reason: "too_large", limitBytes: 1.5 * 1024 * 1024 };
  expect(fileSentence(sent(report), problem)).toContain("1.5 MB");
  expect(fileSentence(sent(report, "ru"), problem)).toContain("1,5 МБ");
});

test("a limit nobody knows is not made up", () => {
  expect(fileSentence(sent(report), { reason: "too_large" })).not.toMatch(/\d|undefined|:/);
});

test.each<FileProblem["reason"]>([
  "empty",
  "download_failed",
  "wrong_type",
  "speech_not_configured",
  "speech_failed",
  "late",
])("%s has a sentence of its own about this file", (reason) => {
  const sentence = fileSentence(sent(report), { reason });
  expect(sentence).toMatch(/^“report\.pdf” /);
  expect(sentence).not.toBe(fileSentence(sent(report), { reason: "too_large" }));
});

test("a file without a name is called what it is", () => {
  expect(fileSentence(sent(voice), { reason: "speech_failed" })).toMatch(/^The voice message /);
  expect(fileSentence(sent(voice, "ru"), { reason: "late" })).toMatch(/^Голосовое сообщение/);
});

test("of a reply, the file of the message replied to is meant", () => {
  const repliedTo = { snippet: "[file report.pdf]", attachment: report };
  const reply = { ...textInbound(1, "what is it?"), context: { repliedTo } };
  expect(fileSentence(reply, { reason: "empty" })).toMatch(/^“report\.pdf” /);
});
