import { expect, test } from "vitest";
import type { Attachment, FileProblem } from "../../../lib/model/attachment.ts";
import { fileSentence } from "../../../lib/words/file-sentence.ts";

const report: Attachment = {
  kind: "document",
  fileId: "f",
  fileUniqueId: "u",
  fileName: "report.pdf",
};
const voice: Attachment = { kind: "voice", fileId: "f", fileUniqueId: "u" };

const tooLarge: FileProblem = { reason: "too_large", limitBytes: 20 * 1024 * 1024 };

test("a file that is too large is named, with the limit, in the person's language", () => {
  expect(fileSentence("en", report, tooLarge)).toMatch(/^“report\.pdf” .*20 MB/);
  expect(fileSentence("ru", report, tooLarge)).toMatch(/^«report\.pdf».*20 МБ/);
});

test("half a megabyte is told as people write it", () => {
  const problem: FileProblem = { reason: "too_large", limitBytes: 1.5 * 1024 * 1024 };
  expect(fileSentence("en", report, problem)).toContain("1.5 MB");
  expect(fileSentence("ru", report, problem)).toContain("1,5 МБ");
});

test("a limit nobody knows is not made up", () => {
  expect(fileSentence("en", report, { reason: "too_large" })).not.toMatch(/\d|undefined|:/);
});

test.each<FileProblem["reason"]>([
  "empty",
  "download_failed",
  "wrong_type",
  "speech_not_configured",
  "speech_failed",
  "not_shown",
  "late",
])("%s has a sentence of its own about this file", (reason) => {
  const sentence = fileSentence("en", report, { reason });
  expect(sentence).toMatch(/^“report\.pdf” /);
  expect(sentence).not.toBe(fileSentence("en", report, { reason: "too_large" }));
});

test("a file without a name is called what it is", () => {
  expect(fileSentence("en", voice, { reason: "speech_failed" })).toMatch(/^The voice message /);
  expect(fileSentence("ru", voice, { reason: "late" })).toMatch(/^Голосовое сообщение/);
});
